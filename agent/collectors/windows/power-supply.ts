import { powerSupplyOnline } from '../../../catalog/hardware.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

const online = 1;
const unknown = 255;

export const powerSupply: Collector = {
  name: 'power_supply',
  os: ['windows'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [powerSupplyOnline],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      const { acLineStatus } = await win32.ask('power', signal);
      if (acLineStatus === unknown) throw new NoDataError('state of the power supply');
      emit(powerSupplyOnline, acLineStatus === online ? 1 : 0, 'AC');
    };
  },
};
