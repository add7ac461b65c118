import { timeSeconds } from '../../../catalog/system.ts';
import type { Collector } from '../collector.ts';

export const time: Collector = {
  name: 'time',
  os: ['linux', 'windows'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [timeSeconds],
  start({ clock }) {
    return (emit) => emit(timeSeconds, clock.now() / 1000);
  },
};
