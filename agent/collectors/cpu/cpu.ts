import { cpuGuestSeconds, cpuSeconds } from '../../../catalog/cpu.ts';
import { Rows } from '../../host/rows.ts';
import type { Collector } from '../collector.ts';

/** Fields of a cpu line of /proc/stat, in its order. */
const modes = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const;
const guestModes = ['user', 'nice'] as const;

/** USER_HZ: the kernel gives user space hundredths of a second on every system we support. */
const ticksPerSecond = 100;

/** A step back of more is a CPU that was taken offline and came again. */
const noiseTicks = 3 * ticksPerSecond;

interface Cpu {
  readonly label: string;
  /** The values shown last, in ticks. */
  readonly ticks: Float64Array;
}

export const cpu: Collector = {
  name: 'cpu',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [cpuGuestSeconds, cpuSeconds],
  start(host) {
    const file = host.open('/proc/stat');
    const rows = new Rows<Cpu | undefined>(cpuOf);
    return (emit) => {
      const bytes = file.read();
      bytes.nextLine(); // the sum of all CPUs
      rows.begin();
      for (let row = rows.next(bytes); row !== undefined; row = rows.next(bytes)) {
        const { label, ticks } = row;
        for (let i = 0; i < modes.length; i++) {
          const seconds = steady(ticks, i, bytes.integer()) / ticksPerSecond;
          emit(cpuSeconds, seconds, label, modes[i] as string);
        }
        for (let i = 0; i < guestModes.length; i++) {
          const seconds = steady(ticks, modes.length + i, bytes.integer()) / ticksPerSecond;
          emit(cpuGuestSeconds, seconds, label, guestModes[i] as string);
        }
        bytes.nextLine();
      }
    };
  },
};

/** The line behind the last CPU begins with another word. */
function cpuOf(word: string): Cpu | undefined {
  if (!/^cpu\d+$/.test(word)) return undefined;
  return { label: word.slice(3), ticks: new Float64Array(modes.length + guestModes.length) };
}

/** The kernel's idle and iowait times sometimes step back a little; a counter must not. */
function steady(shown: Float64Array, field: number, ticks: number): number {
  const before = shown[field] as number;
  if (ticks < before && before - ticks <= noiseTicks) return before;
  shown[field] = ticks;
  return ticks;
}
