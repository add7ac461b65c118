import { arpEntries } from '../../../catalog/network.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

interface Device {
  readonly name: string;
  entries: number;
}

export const arp: Collector = {
  name: 'arp',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [arpEntries],
  start(host) {
    const file = host.open('/proc/net/arp');
    const devices = new Map<string, Device>(); // in the order of first sight, so that the page stays
    const rows = new Rows((name) => {
      const device = devices.get(name) ?? { name, entries: 0 };
      devices.set(name, device);
      return device;
    });
    return (emit) => {
      const bytes = file.read();
      bytes.nextLine(); // heading
      for (const device of devices.values()) device.entries = 0;
      rows.begin();
      while (!bytes.atEnd) {
        bytes.skipWords(5); // the device is the last of six words
        rows.next(bytes).entries += 1;
        bytes.nextLine();
      }
      for (const { name, entries } of devices.values()) {
        if (entries > 0) emit(arpEntries, entries, name);
      }
    };
  },
};
