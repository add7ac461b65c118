import { diskInfo as info } from '../../../catalog/disk.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** Windows has no device numbers, and no path that says more than the name. */
export const diskInfo: Collector = {
  name: 'disk_info',
  os: ['windows'],
  cadence: 'hour',
  runsIn: 'helper',
  byDefault: true,
  metrics: [info],
  start(host, { diskstats: { devicesExclude }, diskInfo: { serialNumbers } }) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      for (const told of await win32.ask('diskInfo', signal)) {
        const device = `PhysicalDrive${told.number}`;
        if (devicesExclude.test(device)) continue;
        const model = `${told.vendor} ${told.product}`.trim();
        const rotational = told.seekPenalty === undefined ? '' : `${told.seekPenalty}`;
        const serial = serialNumbers ? told.serial : '';
        emit.info(info, [device, '', '', model, '', told.revision, rotational, serial, '']);
      }
    };
  },
};
