import { cityOf } from '../city-of.ts';
import { FaultDesk } from '../control/fault-desk.ts';
import { truthLine } from '../control/truth-log.ts';
import { faults } from '../faults/index.ts';
import { textOf } from '../scenarios/scenario-file.ts';
import type { CityTwin } from '../twins/city-twin.ts';
import { type Flags, momentOf, wholeNumber } from './flags.ts';
import { configOf } from './registry.ts';
import { UsageError } from './usage.ts';

interface Rest {
  readonly name: string | undefined;
  readonly print: (text: string) => void;
}

/** Prints what a scenario will do, line by line as the truth log will have it, without playing it. */
export function printTruth(flags: Flags, { name, print }: Rest): number {
  if (name === undefined) throw new UsageError('truth: expected a scenario, such as truth drill');
  if (flags.start === undefined)
    throw new UsageError('truth: expected --start 2026-11-23T08:00:00+08:00');
  const config = configOf(flags);
  const city = cityOf(config);
  const lines = truthOf(city, {
    name,
    text: textOf(name),
    seed: flags.seed === undefined ? config.seed : wholeNumber('--seed', flags.seed),
    startMs: momentOf('--start', flags.start),
  });
  for (const line of lines) print(line.trimEnd());
  return 0;
}

interface Story {
  readonly name: string;
  readonly text: string;
  readonly seed: number;
  readonly startMs: number;
}

/** The truth of a scenario to its end: what has no end of its own is left active. */
export function truthOf(city: CityTwin, { name, text, seed, startMs }: Story): readonly string[] {
  const lines: string[] = [];
  const clock = { now: () => startMs, monotonic: () => startMs };
  const truth = {
    write: (...[atMs, event]: Parameters<typeof truthLine>) =>
      void lines.push(truthLine(atMs, event)),
  };
  const desk = new FaultDesk({ city, clock, faults, truth, timeScale: 1 });
  desk.startScenario(name, text, { seed });
  desk.advance(Number.MAX_SAFE_INTEGER);
  return lines;
}
