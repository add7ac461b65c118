import { tcpConnectionStates } from '../../../catalog/network.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** MIB_TCP_STATE from 1, in the words of Linux; the last is about to be deleted, so it is closed. */
const states = [
  'close',
  'listen',
  'syn_sent',
  'syn_recv',
  'established',
  'fin_wait1',
  'fin_wait2',
  'close_wait',
  'closing',
  'last_ack',
  'time_wait',
  'close',
] as const;

/** Off by default: reads the whole connection table. */
export const tcpstat: Collector = {
  name: 'tcpstat',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: false,
  metrics: [tcpConnectionStates],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { tcp4, tcp6 } = await win32.ask('sockets', signal);
      const counts = new Map<string, number>();
      for (const [index, state] of states.entries()) {
        const count = (tcp4[index + 1] ?? 0) + (tcp6[index + 1] ?? 0);
        counts.set(state, (counts.get(state) ?? 0) + count);
      }
      for (const [state, count] of counts) emit(tcpConnectionStates, count, state);
    };
  },
};
