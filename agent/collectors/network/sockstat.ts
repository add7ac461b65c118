import type { Metric } from '../../../catalog/metric.ts';
import { sockstat as fields } from '../../../catalog/protocols.ts';
import type { HeldFile } from '../../host/host.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector, Emit } from '../collector.ts';

const metricOf: Readonly<Record<string, Metric<readonly []>>> = fields;

interface Field {
  readonly metric: Metric<readonly []> | undefined;
  /** `mem` is in pages; node_exporter gives it in bytes too. */
  readonly inBytes: Metric<readonly []> | undefined;
}

export const sockstat: Collector = {
  name: 'sockstat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: Object.values(fields),
  start(host) {
    const paths = ['/proc/net/sockstat', '/proc/net/sockstat6'] as const; // the second with IPv6
    const readers = paths
      .filter((path) => host.has(path))
      .map((path) => reader(host.open(path), host.pageSize));
    return (emit) => {
      for (const read of readers) read(emit);
    };
  },
};

/** Lines of a protocol and pairs: `TCP: inuse 4 orphan 0 tw 0 alloc 5 mem 1`. */
function reader(file: HeldFile, pageSize: number): (emit: Emit) => void {
  const protocols = new Rows((word) => fieldsOf(word.slice(0, -1)));
  return (emit) => {
    const bytes = file.read();
    protocols.begin();
    while (!bytes.atEnd) {
      const names = protocols.next(bytes);
      names.begin();
      while (!bytes.atLineEnd) {
        const { metric, inBytes } = names.next(bytes);
        const value = bytes.integer();
        if (metric !== undefined) emit(metric, value);
        if (inBytes !== undefined) emit(inBytes, value * pageSize);
      }
      bytes.nextLine();
    }
  };
}

function fieldsOf(protocol: string): Rows<Field> {
  return new Rows((name) => ({
    metric: metricOf[`${protocol}_${name}`],
    inBytes: metricOf[`${protocol}_${name}_bytes`],
  }));
}
