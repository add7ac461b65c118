import { vmstat as fields } from '../../../catalog/memory.ts';
import type { Metric } from '../../../catalog/metric.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

const metricOf: Readonly<Record<string, Metric<readonly []>>> = fields;
const wanted = Object.keys(fields).length;

export const vmstat: Collector = {
  name: 'vmstat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: Object.values(fields),
  start(host) {
    const file = host.open('/proc/vmstat');
    const rows = new Rows((word) => metricOf[word]);
    return (emit) => {
      const bytes = file.read();
      rows.begin();
      for (let found = 0; found < wanted && !bytes.atEnd; bytes.nextLine()) {
        const metric = rows.next(bytes);
        if (metric === undefined) continue;
        emit(metric, bytes.integer());
        found++;
      }
    };
  },
};
