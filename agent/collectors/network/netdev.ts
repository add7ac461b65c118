import type { Metric } from '../../../catalog/metric.ts';
import * as network from '../../../catalog/network.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

/** Columns of /proc/net/dev in their order. */
const columns: readonly Metric<readonly ['device']>[] = [
  network.networkReceiveBytes,
  network.networkReceivePackets,
  network.networkReceiveErrs,
  network.networkReceiveDrop,
  network.networkReceiveFifo,
  network.networkReceiveFrame,
  network.networkReceiveCompressed,
  network.networkReceiveMulticast,
  network.networkTransmitBytes,
  network.networkTransmitPackets,
  network.networkTransmitErrs,
  network.networkTransmitDrop,
  network.networkTransmitFifo,
  network.networkTransmitColls,
  network.networkTransmitCarrier,
  network.networkTransmitCompressed,
];

export const netdev: Collector = {
  name: 'netdev',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: columns,
  start(host, { network: { devicesExclude } }) {
    const file = host.open('/proc/net/dev');
    const rows = new Rows((word) => {
      const device = word.replace(/:$/, '');
      return devicesExclude.test(device) ? undefined : device;
    });
    return (emit) => {
      const bytes = file.read();
      bytes.nextLine(); // two lines of headings
      bytes.nextLine();
      rows.begin();
      while (!bytes.atEnd) {
        const device = rows.next(bytes);
        for (let i = 0; device !== undefined && i < columns.length; i++) {
          emit(columns[i] as (typeof columns)[number], bytes.integer(), device);
        }
        bytes.nextLine();
      }
    };
  },
};
