import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runAs } from '../system/account.ts';
import { requireProgram, runLogged } from '../system/commands.ts';
import { pastCommand, truthLog } from './simulator.ts';
import { environment, type Stack } from './stack.ts';

/**
 * Gives a new city a past: the simulator lives through it and writes it down, promtool makes blocks of it. Does nothing
 * when the city has begun already. Tells what was done.
 */
export async function writePast(stack: Stack, logs: string): Promise<string> {
  const { place, settings } = stack;
  if (settings.history === undefined) return 'none wanted';
  if (existsSync(truthLog(stack))) return 'the city has one already';
  const folder = join(place.home('simulator'), 'past');
  const run = (name: string, command: readonly [string, ...string[]], home: string) =>
    runLogged(runAs(place.account, 'SIGTERM', command), {
      ...{ logFile: join(logs, `${name}.log`), cwd: home, env: environment(home) },
    });
  mkdirSync(folder, { recursive: true });
  rmSync(folder, { recursive: true });
  await run('past', pastCommand(stack, folder), place.home('simulator'));
  const files = readdirSync(folder).toSorted();
  for (const file of files) {
    await run('past-blocks', blocksCommand(join(folder, file), stack), place.home('prometheus'));
  }
  rmSync(folder, { recursive: true });
  return settings.history;
}

/** A file is a block: the longest that Prometheus would make itself of so much. */
function blocksCommand(file: string, { place }: Stack): readonly [string, ...string[]] {
  const make = [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--max-block-duration=168h',
    '--quiet',
  ];
  return [requireProgram('promtool'), ...make, file, place.home('prometheus')];
}
