import { memory } from '../../../catalog/memory.ts';
import type { Metric } from '../../../catalog/metric.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

interface Field {
  readonly metric: Metric<readonly []>;
  /** Sizes are given in kB, which the kernel means as 1024 bytes; huge pages are counted. */
  readonly scale: number;
}

const metrics: Readonly<Record<string, Metric<readonly []>>> = memory;

export const meminfo: Collector = {
  name: 'meminfo',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: Object.values(memory),
  start(host) {
    const file = host.open('/proc/meminfo');
    const rows = new Rows(fieldOf);
    return (emit) => {
      const bytes = file.read();
      rows.begin();
      while (!bytes.atEnd) {
        const field = rows.next(bytes);
        if (field !== undefined) emit(field.metric, bytes.integer() * field.scale);
        bytes.nextLine();
      }
    };
  },
};

/** `Active(anon):` is Active_anon in the catalog. */
function fieldOf(word: string): Field | undefined {
  const key = word.replace(':', '').replace('(', '_').replace(')', '');
  const metric = metrics[key];
  if (metric === undefined) return undefined;
  return { metric, scale: metric.name.endsWith('_bytes') ? 1024 : 1 };
}
