import { cpuScalingFrequencyHertz, cpuScalingFrequencyMaxHertz } from '../../../catalog/cpu.ts';
import { windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

const hertzPerMegahertz = 1_000_000;

export const cpufreq: Collector = {
  name: 'cpufreq',
  os: ['windows'],
  cadence: 'minute',
  runsIn: 'helper',
  byDefault: true,
  metrics: [cpuScalingFrequencyHertz, cpuScalingFrequencyMaxHertz],
  start(host) {
    const { win32 } = windowsOf(host);
    return async (emit, signal) => {
      for (const { number, currentMhz, maxMhz } of await win32.ask('processors', signal)) {
        const cpu = `${number}`;
        if (currentMhz > 0) emit(cpuScalingFrequencyHertz, currentMhz * hertzPerMegahertz, cpu);
        if (maxMhz > 0) emit(cpuScalingFrequencyMaxHertz, maxMhz * hertzPerMegahertz, cpu);
      }
    };
  },
};
