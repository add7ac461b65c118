import { memory } from '../../../catalog/memory.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** What Node knows by itself, so that it stays when everything else fails. */
export const meminfo: Collector = {
  name: 'meminfo',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [memory.MemAvailable, memory.MemTotal],
  start(host) {
    const { builtins } = windowsOf(host);
    return (emit) => {
      const { availableBytes, totalBytes } = builtins();
      emit(memory.MemAvailable, availableBytes);
      emit(memory.MemTotal, totalBytes);
    };
  },
};
