import { bootTimeSeconds } from '../../../catalog/system.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** More than this, and the wall clock was set. */
const noiseSeconds = 5;

/** Windows counts from its start; the time of day of that start is rounded and held, so that it does not tremble. */
export const bootTime: Collector = {
  name: 'boot_time',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [bootTimeSeconds],
  start(host) {
    const { builtins } = windowsOf(host);
    let held = Number.NEGATIVE_INFINITY;
    return (emit) => {
      const now = Math.round(host.clock.now() / 1000 - builtins().uptimeSeconds);
      if (Math.abs(now - held) > noiseSeconds) held = now;
      emit(bootTimeSeconds, held);
    };
  },
};
