import { powerSupplyOnline } from '../../../catalog/hardware.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/class/power_supply';

/** The firmware may answer slowly, so it is asked where blocking does no harm. */
export const powerSupply: Collector = {
  name: 'power_supply',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [powerSupplyOnline],
  start(host) {
    return async (emit) => {
      const supplies = host.list(folder);
      if (supplies.length === 0) throw new NoDataError(folder);
      const values = new Map<string, number>();
      for (const supply of supplies) {
        const online = await host.textLater(`${folder}/${supply}/online`); // batteries have no such file
        if (online !== undefined) values.set(supply, Number(online));
      }
      for (const [supply, online] of values) emit(powerSupplyOnline, online, supply);
    };
  },
};
