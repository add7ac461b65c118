import { z } from 'zod';
import { textOf } from '../scenarios/scenario-file.ts';
import { HealAnswer } from './answers.ts';
import { ask, controlUrl } from './faults.ts';
import { type Flags, wholeNumber } from './flags.ts';
import { UsageError } from './usage.ts';

interface Rest {
  readonly name: string | undefined;
  readonly print: (text: string) => void;
}

const Begun = z.looseObject({ run: z.number(), name: z.string(), steps: z.number() });
const Scenarios = z.looseObject({
  shipped: z.array(z.string()),
  running: z.array(z.looseObject({ run: z.number(), name: z.string(), since: z.string() })),
});

/** Plays, lists and stops scenarios of the running simulator. */
export async function runScenarioCommand(
  command: 'play' | 'scenarios' | 'stop-scenario',
  flags: Flags,
  { name, print }: Rest,
): Promise<number> {
  const url = controlUrl(flags);
  if (command === 'play') {
    if (name === undefined) throw new UsageError('play: expected a scenario, such as play drill');
    const body = { name, text: textOf(name), ...seedOf(flags), ...startOf(flags) };
    const begun = Begun.parse(await ask(url, { method: 'POST', path: '/scenarios', body }));
    print(
      `Run ${begun.run}: ${begun.name}, ${begun.steps} faults to come. End it with: stop-scenario --run ${begun.run}`,
    );
    return 0;
  }
  if (command === 'stop-scenario') {
    if (flags.run === undefined) throw new UsageError('stop-scenario: expected --run N');
    const path = `/scenarios/${encodeURIComponent(flags.run)}`;
    const { healed } = HealAnswer.parse(await ask(url, { method: 'DELETE', path }));
    print(`Stopped; ${healed.length} of its faults healed.`);
    return 0;
  }
  const { shipped, running } = Scenarios.parse(
    await ask(url, { method: 'GET', path: '/scenarios' }),
  );
  const lines = running.map((each) => `  run ${each.run}: ${each.name} since ${each.since}`);
  print([`Shipped: ${shipped.join(', ')}`, 'Running:', ...lines].join('\n'));
  return 0;
}

function seedOf({ seed }: Flags) {
  return seed === undefined ? {} : { seed: wholeNumber('--seed', seed) };
}

function startOf({ start }: Flags) {
  return start === undefined ? {} : { start };
}
