import {
  processCpuSeconds,
  processOpenFds,
  processResidentMemoryBytes,
  processStartTimeSeconds,
} from '../../../catalog/process.ts';
import type { Host } from '../../host/host.ts';
import { askIfPossible, windowsOf } from '../../host/win32/windows-of.ts';
import type { Collector } from '../collector.ts';

const askHandlesMs = 60_000;

/** The agent's own process, in the names of every Prometheus client. */
export const self: Collector = {
  name: 'self',
  os: ['windows'],
  cadence: 'scrape',
  runsIn: 'helper',
  byDefault: true,
  metrics: [processCpuSeconds, processOpenFds, processResidentMemoryBytes, processStartTimeSeconds],
  start(host) {
    const { builtins } = windowsOf(host);
    const startedAt = host.clock.now() / 1000 - builtins().process.uptimeSeconds;
    const handlesNow = slowly(host);
    return async (emit, signal) => {
      const handles = await handlesNow(signal);
      const { cpuSeconds, residentBytes } = builtins().process;
      emit(processCpuSeconds, cpuSeconds);
      if (handles !== undefined) emit(processOpenFds, handles);
      emit(processResidentMemoryBytes, residentBytes);
      emit(processStartTimeSeconds, startedAt);
    };
  },
};

function slowly(host: Host): (signal: AbortSignal) => Promise<number | undefined> {
  const { win32 } = windowsOf(host);
  let askedAt = Number.NEGATIVE_INFINITY;
  let handles: number | undefined;
  return async (signal) => {
    const now = host.clock.monotonic();
    if (now - askedAt < askHandlesMs) return handles;
    handles = (await askIfPossible(win32, 'agent', signal))?.handles;
    askedAt = now;
    return handles;
  };
}
