import { cpuSeconds } from '../../../catalog/cpu.ts';
import type { CpuTimes } from '../../host/builtins.ts';
import { askIfPossible, windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

/** 100 ns, the unit of times in Windows. */
const ticksPerMs = 10_000;
const ticksPerSecond = 10_000_000;

interface Cpu {
  readonly label: string;
  /** Told last; taken off system also while it is not told, so that system does not jump. */
  dpc: number;
  /** Shown last; the two sources are not of the same moment, and a counter must not fall. */
  system: number;
}

/** There is no nice, iowait or steal on Windows. softirq stands for deferred procedure calls. */
export const cpu: Collector = {
  name: 'cpu',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [cpuSeconds],
  start(host) {
    const { builtins, win32 } = windowsOf(host);
    const cpus: Cpu[] = [];
    return async (emit, signal) => {
      const dpc = (await askIfPossible(win32, 'system', signal))?.dpc ?? [];
      for (const [index, times] of builtins().cpus.entries()) {
        const each = cpus[index] ?? { label: `${index}`, dpc: 0, system: 0 };
        cpus[index] = each;
        const softirq = dpc[index] ?? undefined;
        each.dpc = Math.max(each.dpc, softirq ?? 0);
        each.system = Math.max(each.system, systemTicks(times, each.dpc));
        emit(cpuSeconds, times.idle / 1000, each.label, 'idle');
        emit(cpuSeconds, times.irq / 1000, each.label, 'irq');
        if (softirq !== undefined)
          emit(cpuSeconds, each.dpc / ticksPerSecond, each.label, 'softirq');
        emit(cpuSeconds, each.system / ticksPerSecond, each.label, 'system');
        emit(cpuSeconds, times.user / 1000, each.label, 'user');
      }
    };
  },
};

function systemTicks({ sys, irq }: CpuTimes, dpc: number): number {
  return Math.max(0, (sys - irq) * ticksPerMs - dpc);
}
