import { udpQueues as queues } from '../../../catalog/network.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { Collector } from '../collector.ts';

const sources = [
  ['/proc/net/udp', 'v4'],
  ['/proc/net/udp6', 'v6'],
] as const;

/** The two sums of the file read last; kept, so that no object is made per scrape. */
interface Sums {
  rx: number;
  tx: number;
}

export const udpQueues: Collector = {
  name: 'udp_queues',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [queues],
  start(host) {
    const files = sources
      .filter(([path]) => host.has(path))
      .map(([path, ip]) => ({ ip, file: host.open(path) }));
    const sums: Sums = { rx: 0, tx: 0 };
    return (emit) => {
      for (const { ip, file } of files) {
        addUp(file.read(), sums);
        emit(queues, sums.rx, ip, 'rx');
        emit(queues, sums.tx, ip, 'tx');
      }
    };
  },
};

/** `sl local_address rem_address st tx_queue:rx_queue …`, both in hexadecimal. */
function addUp(bytes: Bytes, sums: Sums): void {
  sums.rx = 0;
  sums.tx = 0;
  bytes.nextLine();
  while (!bytes.atEnd) {
    bytes.skipWords(4);
    sums.tx += bytes.hex();
    bytes.skipColon();
    sums.rx += bytes.hex();
    bytes.nextLine();
  }
}
