import * as disk from '../../../catalog/disk.ts';
import type { Metric } from '../../../catalog/metric.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

type DiskMetric = Metric<readonly ['device']>;

/** Always 512 in this file, whatever the device calls a sector. */
const sectorBytes = 512;

/** Columns behind the name, in their order, and what divides or multiplies them. */
const columns: readonly (readonly [metric: DiskMetric, scale: number])[] = [
  [disk.diskReadsCompleted, 1],
  [disk.diskReadsMerged, 1],
  [disk.diskReadBytes, sectorBytes],
  [disk.diskReadTimeSeconds, 1 / 1000],
  [disk.diskWritesCompleted, 1],
  [disk.diskWritesMerged, 1],
  [disk.diskWrittenBytes, sectorBytes],
  [disk.diskWriteTimeSeconds, 1 / 1000],
  [disk.diskIoNow, 1],
  [disk.diskIoTimeSeconds, 1 / 1000],
  [disk.diskIoTimeWeightedSeconds, 1 / 1000],
  [disk.diskDiscardsCompleted, 1],
  [disk.diskDiscardsMerged, 1],
  [disk.diskDiscardedSectors, 1],
  [disk.diskDiscardTimeSeconds, 1 / 1000],
  [disk.diskFlushRequests, 1],
  [disk.diskFlushRequestsTimeSeconds, 1 / 1000],
];

export const diskstats: Collector = {
  name: 'diskstats',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: columns.map(([metric]) => metric),
  start(host, { diskstats: { devicesExclude } }) {
    const file = host.open('/proc/diskstats');
    const rows = new Rows((device) => (devicesExclude.test(device) ? undefined : device));
    return (emit) => {
      const bytes = file.read();
      rows.begin();
      while (!bytes.atEnd) {
        bytes.skipWords(2); // major and minor number
        const device = rows.next(bytes);
        // Kernels before 4.18 have 11 columns, before 5.5 15; what is not there is not emitted.
        for (let i = 0; device !== undefined && i < columns.length && !bytes.atLineEnd; i++) {
          const [metric, scale] = columns[i] as (typeof columns)[number];
          emit(metric, scaled(bytes.integer(), scale), device);
        }
        bytes.nextLine();
      }
    };
  },
};

/** Dividing by 1000 is exact where multiplying with 0.001 is not. */
function scaled(value: number, scale: number): number {
  return scale < 1 ? value / 1000 : value * scale;
}
