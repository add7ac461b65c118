import {
  processCpuSeconds,
  processMaxFds,
  processOpenFds,
  processResidentMemoryBytes,
  processStartTimeSeconds,
  processVirtualMemoryBytes,
  processVirtualMemoryMaxBytes,
} from '../../../catalog/process.ts';
import type { Host } from '../../host/host.ts';
import type { Collector } from '../collector.ts';

const ticksPerSecond = 100;
const closingBracket = 41;
/** What the kernel calls unlimited is the largest number it has. */
const unlimited = 2 ** 64;
const slowMs = 60_000;

/** What hardly changes, or costs more to ask than it is worth. */
interface Slow {
  readonly openFds: number;
  readonly maxFds: number;
  readonly maxVirtualBytes: number;
}

/** The agent's own process, in the names of every Prometheus client. */
export const self: Collector = {
  name: 'self',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [
    processCpuSeconds,
    processMaxFds,
    processOpenFds,
    processResidentMemoryBytes,
    processStartTimeSeconds,
    processVirtualMemoryBytes,
    processVirtualMemoryMaxBytes,
  ],
  start(host) {
    const bootTime = bootTimeOf(host);
    const file = host.open('/proc/self/stat');
    const slow = slowly(host);
    return (emit) => {
      const { openFds, maxFds, maxVirtualBytes } = slow();
      const bytes = file.read();
      bytes.at = bytes.data.lastIndexOf(closingBracket, bytes.length) + 1;
      bytes.skipWords(11); // to field 14 of proc_pid_stat(5)
      const ticks = bytes.integer() + bytes.integer();
      bytes.skipWords(6);
      const startTicks = bytes.integer();
      emit(processCpuSeconds, ticks / ticksPerSecond);
      emit(processStartTimeSeconds, bootTime + startTicks / ticksPerSecond);
      emit(processVirtualMemoryBytes, bytes.integer());
      emit(processResidentMemoryBytes, bytes.integer() * host.pageSize);
      emit(processOpenFds, openFds);
      emit(processMaxFds, maxFds);
      emit(processVirtualMemoryMaxBytes, maxVirtualBytes);
    };
  },
};

function slowly(host: Host): () => Slow {
  let readAt = Number.NEGATIVE_INFINITY;
  let slow: Slow = { openFds: 0, maxFds: 0, maxVirtualBytes: 0 };
  return () => {
    const now = host.clock.monotonic();
    if (now - readAt < slowMs) return slow;
    const limits = host.read('/proc/self/limits').toString();
    slow = {
      openFds: host.list('/proc/self/fd').length - 1, // without the one that lists them
      maxFds: limitOf(limits, 'Max open files'),
      maxVirtualBytes: limitOf(limits, 'Max address space'),
    };
    readAt = now;
    return slow;
  };
}

function limitOf(limits: string, name: string): number {
  const [, soft] = new RegExp(`^${name} +(\\S+)`, 'm').exec(limits) ?? [];
  if (soft === undefined) throw new Error(`/proc/self/limits: expected a line ${name}`);
  return soft === 'unlimited' ? unlimited : Number(soft);
}

function bootTimeOf(host: Host): number {
  const [, seconds] = /^btime (\d+)$/m.exec(host.read('/proc/stat').toString()) ?? [];
  if (seconds === undefined) throw new Error('/proc/stat: expected a line btime');
  return Number(seconds);
}
