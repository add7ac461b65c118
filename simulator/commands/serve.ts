import { systemClock } from '../../lib/clock.ts';
import { loadConfig } from '../../lib/config.ts';
import { jsonLog } from '../../lib/json-log.ts';
import { SimulatorConfig } from '../config.ts';
import { createSimulator } from '../simulator.ts';
import type { Flags } from './flags.ts';

/** Plays the fleet until the program is told to stop. */
export async function serve(flags: Flags, untilStopped: () => Promise<void>): Promise<number> {
  const config = loadConfig(SimulatorConfig, flags.config ?? 'simulator.yml');
  const log = jsonLog('simulator');
  const stopped = untilStopped();
  const simulator = await createSimulator({ clock: systemClock, log, config });
  await stopped;
  await simulator.stop();
  log.info('simulator stopped');
  return 0;
}
