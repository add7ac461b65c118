import { diskInfo as info } from '../../../catalog/disk.ts';
import type { Host } from '../../host/host.ts';
import type { Collector } from '../collector.ts';

export const diskInfo: Collector = {
  name: 'disk_info',
  os: ['linux'],
  cadence: 'hour',
  runsIn: 'main',
  byDefault: true,
  metrics: [info],
  start(host, { diskstats, diskInfo: { serialNumbers } }) {
    return (emit) => {
      for (const line of host.read('/proc/diskstats').toString().split('\n')) {
        const [major, minor, device] = line.trim().split(/\s+/);
        if (major === undefined || minor === undefined || device === undefined) continue;
        if (diskstats.devicesExclude.test(device)) continue;
        const facts = udevFacts(host, `${major}:${minor}`);
        const secret = (value: string): string => (serialNumbers ? value : '');
        emit.info(info, [
          device,
          major,
          minor,
          facts('ID_MODEL'),
          facts('ID_PATH'),
          facts('ID_REVISION'),
          host.text(`/sys/block/${device}/queue/rotational`) ?? '',
          secret(facts('SCSI_IDENT_SERIAL') || facts('ID_SERIAL_SHORT')),
          secret(facts('ID_WWN')),
        ]);
      }
    };
  },
};

/** What udev knows of a block device; '' for what it does not. */
function udevFacts(host: Host, number: string): (key: string) => string {
  const lines = (host.text(`/run/udev/data/b${number}`) ?? '').split('\n');
  const facts = new Map(
    lines.flatMap((line) => {
      const [, key, value] = /^E:([^=]+)=(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  return (key) => facts.get(key) ?? '';
}
