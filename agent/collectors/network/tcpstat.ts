import { tcpConnectionStates } from '../../../catalog/network.ts';
import type { Bytes } from '../../host/bytes.ts';
import type { Collector } from '../collector.ts';

/** By the kernel's number, from 1; include/net/tcp_states.h. */
const states = [
  'established',
  'syn_sent',
  'syn_recv',
  'fin_wait1',
  'fin_wait2',
  'time_wait',
  'close',
  'close_wait',
  'last_ack',
  'listen',
  'closing',
] as const;

/** Off by default: reads the whole connection table. */
export const tcpstat: Collector = {
  name: 'tcpstat',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: false,
  metrics: [tcpConnectionStates],
  start(host) {
    const files = (['/proc/net/tcp', '/proc/net/tcp6'] as const)
      .filter((path) => host.has(path))
      .map((path) => host.open(path));
    const counts = new Uint32Array(states.length + 1);
    return (emit) => {
      counts.fill(0);
      for (const file of files) count(file.read(), counts);
      for (const [index, state] of states.entries()) {
        emit(tcpConnectionStates, counts[index + 1] ?? 0, state);
      }
    };
  },
};

/** `sl local_address rem_address st …`, the state in hexadecimal. */
function count(bytes: Bytes, counts: Uint32Array): void {
  bytes.nextLine();
  while (!bytes.atEnd) {
    bytes.skipWords(3);
    const state = bytes.hex();
    if (state < counts.length) counts[state] = (counts[state] ?? 0) + 1;
    bytes.nextLine();
  }
}
