import type { Clock } from '../lib/clock.ts';
import type { SimulatorConfig } from './config.ts';

/** The clock by which the twins live: this machine's, or one that runs so many times faster from a given moment on. */
export function twinClock(clock: Clock, time: SimulatorConfig['time']): Clock {
  if (time === undefined) return clock;
  const { speed, from } = time;
  return {
    now: () => from + (clock.now() - from) * speed,
    monotonic: () => clock.monotonic() * speed,
  };
}
