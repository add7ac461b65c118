import type { Metric } from '../../../catalog/metric.ts';
import {
  softnetDropped,
  softnetFlowLimitCount,
  softnetProcessed,
  softnetReceivedRps,
  softnetTimesSqueezed,
} from '../../../catalog/network.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { Collector } from '../collector.ts';

/** Columns of /proc/net/softnet_stat, all hexadecimal. */
const columns: readonly (Metric<readonly ['cpu']> | undefined)[] = [
  softnetProcessed,
  softnetDropped,
  softnetTimesSqueezed,
  ...Array<undefined>(6),
  softnetReceivedRps,
  softnetFlowLimitCount,
];
const cpuColumn = 12;

export const softnet: Collector = {
  name: 'softnet',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [
    softnetDropped,
    softnetFlowLimitCount,
    softnetProcessed,
    softnetReceivedRps,
    softnetTimesSqueezed,
  ],
  start(host) {
    const file = host.open('/proc/net/softnet_stat');
    const labels: string[] = [];
    const values = new Float64Array(cpuColumn + 1);
    return (emit) => {
      const bytes = file.read();
      for (let line = 0; !bytes.atEnd; line++) {
        const count = readLine(bytes, values);
        // Offline CPUs have no line, so the number of the line is not that of the CPU.
        const cpu = count > cpuColumn ? (values[cpuColumn] as number) : line;
        labels[cpu] ??= String(cpu);
        for (let i = 0; i < columns.length && i < count; i++) {
          const metric = columns[i];
          if (metric !== undefined) emit(metric, values[i] as number, labels[cpu]);
        }
      }
    };
  },
};

/** How many columns the line has; kernels before 5.10 do not name the CPU. */
function readLine(bytes: Bytes, values: Float64Array): number {
  let count = 0;
  for (; count < values.length && !bytes.atLineEnd; count++) {
    values[count] = bytes.hex();
    bytes.skipBlanks();
  }
  bytes.nextLine();
  return count;
}
