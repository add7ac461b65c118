import { counter, gauge } from './metric.ts';

export const processCpuSeconds = counter(
  'process_cpu_seconds_total',
  'Cpu seconds: /proc/self/stat utime + stime.',
);
export const processMaxFds = gauge('process_max_fds', 'Max fds: /proc/self/limits Max open files.');
export const processOpenFds = gauge('process_open_fds', 'Open fds: count of /proc/self/fd.');
export const processResidentMemoryBytes = gauge(
  'process_resident_memory_bytes',
  'Resident memory bytes: /proc/self/stat rss x page size.',
);
export const processStartTimeSeconds = gauge(
  'process_start_time_seconds',
  'Start time seconds: /proc/self/stat starttime + btime.',
);
export const processVirtualMemoryBytes = gauge(
  'process_virtual_memory_bytes',
  'Virtual memory bytes: /proc/self/stat vsize.',
);
export const processVirtualMemoryMaxBytes = gauge(
  'process_virtual_memory_max_bytes',
  'Virtual memory max bytes: /proc/self/limits Max address space.',
);
