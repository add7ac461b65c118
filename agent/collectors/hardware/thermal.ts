import { coolingDeviceCurState, coolingDeviceMaxState } from '../../../catalog/hardware.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/class/thermal';
const prefix = 'cooling_device';

/** The firmware may answer slowly, so it is asked where blocking does no harm. */
export const thermal: Collector = {
  name: 'thermal',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [coolingDeviceCurState, coolingDeviceMaxState],
  start(host) {
    return (emit) => {
      const devices = host.list(folder).filter((name) => name.startsWith(prefix));
      if (devices.length === 0) throw new NoDataError(`${folder}/${prefix}*`);
      for (const device of devices) {
        const name = device.slice(prefix.length);
        const type = host.text(`${folder}/${device}/type`) ?? '';
        const current = host.text(`${folder}/${device}/cur_state`);
        const max = host.text(`${folder}/${device}/max_state`);
        if (current !== undefined) emit(coolingDeviceCurState, Number(current), name, type);
        if (max !== undefined) emit(coolingDeviceMaxState, Number(max), name, type);
      }
    };
  },
};
