import {
  schedstatRunningSeconds,
  schedstatTimeslices,
  schedstatWaitingSeconds,
} from '../../../catalog/cpu.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

const nanosecondsPerSecond = 1e9;

export const schedstat: Collector = {
  name: 'schedstat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [schedstatRunningSeconds, schedstatTimeslices, schedstatWaitingSeconds],
  start(host) {
    const file = host.open('/proc/schedstat');
    const rows = new Rows(cpuOf); // version, timestamp and scheduling domains stand between
    return (emit) => {
      const bytes = file.read();
      rows.begin();
      while (!bytes.atEnd) {
        const cpu = rows.next(bytes);
        if (cpu !== undefined) {
          bytes.skipWords(6);
          emit(schedstatRunningSeconds, bytes.integer() / nanosecondsPerSecond, cpu);
          emit(schedstatWaitingSeconds, bytes.integer() / nanosecondsPerSecond, cpu);
          emit(schedstatTimeslices, bytes.integer(), cpu);
        }
        bytes.nextLine();
      }
    };
  },
};

function cpuOf(word: string): string | undefined {
  return /^cpu(\d+)$/.exec(word)?.[1];
}
