import { load1, load5, load15 } from '../../../catalog/cpu.ts';
import type { Collector } from '../collector.ts';

export const loadavg: Collector = {
  name: 'loadavg',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [load1, load5, load15],
  start(host) {
    const file = host.open('/proc/loadavg');
    return (emit) => {
      const bytes = file.read();
      emit(load1, bytes.decimal());
      emit(load5, bytes.decimal());
      emit(load15, bytes.decimal());
    };
  },
};
