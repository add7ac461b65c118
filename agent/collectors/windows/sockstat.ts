import { sockstat as fields } from '../../../catalog/protocols.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

const timeWait = 11; // MIB_TCP_STATE

/** Off by default: Windows copies the whole table of connections to count it. */
export const sockstat: Collector = {
  name: 'sockstat',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: false,
  metrics: [fields.TCP_inuse, fields.TCP_tw, fields.UDP_inuse],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { tcp4, udp4 } = await win32.ask('sockets', signal);
      const waiting = tcp4[timeWait] ?? 0;
      const all = tcp4.reduce((sum, count) => sum + count, 0);
      emit(fields.TCP_inuse, all - waiting);
      emit(fields.TCP_tw, waiting);
      emit(fields.UDP_inuse, udp4);
    };
  },
};
