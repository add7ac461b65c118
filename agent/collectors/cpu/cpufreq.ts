import {
  cpuScalingFrequencyHertz,
  cpuScalingFrequencyMaxHertz,
  cpuScalingFrequencyMinHertz,
} from '../../../catalog/cpu.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import type { Collector } from '../collector.ts';

const folder = '/sys/devices/system/cpu';
const attributes = [
  ['scaling_cur_freq', cpuScalingFrequencyHertz],
  ['scaling_max_freq', cpuScalingFrequencyMaxHertz],
  ['scaling_min_freq', cpuScalingFrequencyMinHertz],
] as const;

/** Some drivers ask the firmware for the frequency, so it is read where blocking does no harm. */
export const cpufreq: Collector = {
  name: 'cpufreq',
  os: ['linux'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: attributes.map(([, metric]) => metric),
  start(host) {
    return async (emit) => {
      const found: Parameters<typeof emit<readonly ['cpu']>>[] = [];
      for (const name of host.list(folder).filter((entry) => /^cpu\d+$/.test(entry))) {
        for (const [attribute, metric] of attributes) {
          const kilohertz = await host.textLater(`${folder}/${name}/cpufreq/${attribute}`);
          if (kilohertz !== undefined)
            found.push([metric, Number(kilohertz) * 1000, name.slice(3)]);
        }
      }
      if (found.length === 0) throw new NoDataError(`${folder}/cpu*/cpufreq`);
      for (const [metric, hertz, cpu] of found) emit(metric, hertz, cpu);
    };
  },
};
