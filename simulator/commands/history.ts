import { existsSync } from 'node:fs';
import { parseDuration } from '../../lib/duration.ts';
import { cityOf } from '../city-of.ts';
import { FaultDesk } from '../control/fault-desk.ts';
import { truthLogTo } from '../control/truth-log.ts';
import { faults } from '../faults/index.ts';
import { stepMs, writeHistory } from '../history/history.ts';
import { HistoryFiles } from '../history/history-files.ts';
import { textOf } from '../scenarios/scenario-file.ts';
import { type Flags, momentOf } from './flags.ts';
import { configOf } from './registry.ts';
import { UsageError } from './usage.ts';

/** Writes a past with its truth log: OpenMetrics files for promtool, and the faults that the simulator goes on with. */
export function writePast(flags: Flags, print: (text: string) => void): number {
  const { out, scenario = 'random-month', past = '28d' } = flags;
  if (out === undefined) throw new UsageError('history: expected --out DIR');
  const config = configOf(flags);
  if (config.truthLog === 'unused') throw new UsageError('history: expected --config FILE');
  if (existsSync(config.truthLog)) {
    throw new Error(
      `${config.truthLog}: is there already; a past can only be written before the first start`,
    );
  }
  const end = flags.end === undefined ? Date.now() : momentOf('--end', flags.end);
  const untilMs = Math.floor(end / stepMs) * stepMs;
  const city = cityOf(config);
  const fromMs = Math.max(city.sinceMs, untilMs - parseDuration(past));
  const clock = { now: () => fromMs, monotonic: () => 0 };
  const truth = truthLogTo(config.truthLog);
  const desk = new FaultDesk({ city, clock, faults, truth, timeScale: 1 });
  truth.write(fromMs, { event: 'simulator started', fleet: config.fleet, seed: config.seed });
  desk.startScenario(scenario, textOf(scenario), { seed: config.seed });
  const files = new HistoryFiles(out);
  const began = performance.now();
  const samples = writeHistory({
    ...{ city, desk, fromMs, untilMs },
    write: (text, atMs) => files.write(text, atMs),
  });
  files.close();
  truth.write(untilMs, { event: 'simulator stopped' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`${out}: ${samples} samples of ${past} in ${files.files.length} files, ${seconds} s`);
  return 0;
}
