import {
  processesMaxProcesses,
  processesMaxThreads,
  processesThreads,
} from '../../../catalog/system.ts';
import type { Collector } from '../collector.ts';

const slash = 47;

/** What the kernel counts anyway; the states of each process are the collector `processes`. */
export const threads: Collector = {
  name: 'threads',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [processesMaxProcesses, processesMaxThreads, processesThreads],
  start(host) {
    const load = host.open('/proc/loadavg');
    const maxProcesses = host.open('/proc/sys/kernel/pid_max');
    const maxThreads = host.open('/proc/sys/kernel/threads-max');
    return (emit) => {
      const bytes = load.read(); // 0.20 0.18 0.12 1/80 11206
      bytes.skipWords(3);
      bytes.integer();
      if (bytes.data[bytes.at] !== slash) throw bytes.unexpected('running/all threads');
      bytes.at += 1;
      emit(processesThreads, bytes.integer());
      emit(processesMaxProcesses, maxProcesses.read().integer());
      emit(processesMaxThreads, maxThreads.read().integer());
    };
  },
};
