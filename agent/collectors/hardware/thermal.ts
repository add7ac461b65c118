import { coolingDeviceCurState, coolingDeviceMaxState } from '../../../catalog/hardware.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/class/thermal';
const prefix = 'cooling_device';

interface Reading {
  readonly name: string;
  readonly type: string;
  readonly current: string | undefined;
  readonly max: string | undefined;
}

/** The firmware may answer slowly, so it is asked where blocking does no harm. */
export const thermal: Collector = {
  name: 'thermal',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [coolingDeviceCurState, coolingDeviceMaxState],
  start(host) {
    return async (emit) => {
      const devices = host.list(folder).filter((name) => name.startsWith(prefix));
      if (devices.length === 0) throw new NoDataError(`${folder}/${prefix}*`);
      const found: Reading[] = [];
      for (const device of devices) {
        found.push({
          name: device.slice(prefix.length),
          type: host.text(`${folder}/${device}/type`) ?? '',
          current: await host.textLater(`${folder}/${device}/cur_state`),
          max: await host.textLater(`${folder}/${device}/max_state`),
        });
      }
      for (const { name, type, current, max } of found) {
        if (current !== undefined) emit(coolingDeviceCurState, Number(current), name, type);
        if (max !== undefined) emit(coolingDeviceMaxState, Number(max), name, type);
      }
    };
  },
};
