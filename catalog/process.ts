import { counter, gauge } from './metric.ts';

export const processCpuSeconds = counter('process_cpu_seconds_total', 'CPU time of the agent.');
export const processMaxFds = gauge('process_max_fds', 'Limit of open files.');
export const processOpenFds = gauge('process_open_fds', 'Open files.');
export const processResidentMemoryBytes = gauge(
  'process_resident_memory_bytes',
  'Resident memory.',
);
export const processStartTimeSeconds = gauge(
  'process_start_time_seconds',
  'When the agent was started.',
);
export const processVirtualMemoryBytes = gauge('process_virtual_memory_bytes', 'Virtual memory.');
export const processVirtualMemoryMaxBytes = gauge(
  'process_virtual_memory_max_bytes',
  'Limit of virtual memory.',
);
