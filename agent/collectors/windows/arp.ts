import { arpEntries } from '../../../catalog/network.ts';
import { wantedInterfaces } from '../../host/win32/wanted-interfaces.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** Windows lists groups and broadcasts as neighbors too; the loopback interface has only those. */
const nobody = /^(ff:ff:ff:ff:ff:ff$|01:00:5e:)/;
const loopback = 24; // IANA ifType

export const arp: Collector = {
  name: 'arp',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [arpEntries],
  start(host, { network: { devicesExclude } }) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const neighbors = await win32.ask('neighbors', signal);
      const all = await win32.ask('interfaces', signal);
      for (const { alias, index, type } of wantedInterfaces(all, devicesExclude)) {
        const isOurs = (each: (typeof neighbors)[number]): boolean =>
          each.index === index && !nobody.test(each.address);
        const count = neighbors.filter(isOurs).length;
        if (type !== loopback && count > 0) emit(arpEntries, count, alias);
      }
    };
  },
};
