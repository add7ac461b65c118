import { contextSwitches, forks, intr, procsBlocked, procsRunning } from '../../../catalog/cpu.ts';
import type { Metric } from '../../../catalog/metric.ts';
import { bootTimeSeconds } from '../../../catalog/system.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

const metricOf: Readonly<Record<string, Metric<readonly []>>> = {
  intr,
  ctxt: contextSwitches,
  btime: bootTimeSeconds,
  processes: forks,
  procs_running: procsRunning,
  procs_blocked: procsBlocked,
};

export const stat: Collector = {
  name: 'stat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [bootTimeSeconds, contextSwitches, forks, intr, procsBlocked, procsRunning],
  start(host) {
    const file = host.open('/proc/stat');
    const rows = new Rows((word) => metricOf[word]);
    return (emit) => {
      const bytes = file.read();
      rows.begin();
      while (!bytes.atEnd) {
        const metric = rows.next(bytes);
        if (metric !== undefined) emit(metric, bytes.integer());
        bytes.nextLongLine(); // the line of interrupts has a number for each possible one
      }
    };
  },
};
