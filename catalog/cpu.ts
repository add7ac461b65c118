import { counter, gauge } from './metric.ts';

export const contextSwitches = counter('node_context_switches_total', 'Context switches.');
export const cpuGuestSeconds = counter(
  'node_cpu_guest_seconds_total',
  'CPU time spent for virtual machines.',
  'cpu',
  'mode',
);
export const cpuScalingFrequencyHertz = gauge(
  'node_cpu_scaling_frequency_hertz',
  'Present frequency.',
  'cpu',
);
export const cpuScalingFrequencyMaxHertz = gauge(
  'node_cpu_scaling_frequency_max_hertz',
  'Highest allowed frequency.',
  'cpu',
);
export const cpuScalingFrequencyMinHertz = gauge(
  'node_cpu_scaling_frequency_min_hertz',
  'Lowest allowed frequency.',
  'cpu',
);
export const cpuSeconds = counter(
  'node_cpu_seconds_total',
  'CPU time spent in each mode.',
  'cpu',
  'mode',
);
export const forks = counter('node_forks_total', 'Processes started.');
export const interrupts = counter(
  'node_interrupts_total',
  'Interrupts by line.',
  'cpu',
  'devices',
  'info',
  'type',
);
export const intr = counter('node_intr_total', 'Interrupts served.');
export const load1 = gauge('node_load1', 'Load of one minute.');
export const load15 = gauge('node_load15', 'Load of fifteen minutes.');
export const load5 = gauge('node_load5', 'Load of five minutes.');
export const pressureCpuWaitingSeconds = counter(
  'node_pressure_cpu_waiting_seconds_total',
  'See /proc/pressure/cpu.',
);
export const pressureIoStalledSeconds = counter(
  'node_pressure_io_stalled_seconds_total',
  'See /proc/pressure/io.',
);
export const pressureIoWaitingSeconds = counter(
  'node_pressure_io_waiting_seconds_total',
  'See /proc/pressure/io.',
);
export const pressureIrqStalledSeconds = counter(
  'node_pressure_irq_stalled_seconds_total',
  'See /proc/pressure/irq.',
);
export const pressureMemoryStalledSeconds = counter(
  'node_pressure_memory_stalled_seconds_total',
  'See /proc/pressure/memory.',
);
export const pressureMemoryWaitingSeconds = counter(
  'node_pressure_memory_waiting_seconds_total',
  'See /proc/pressure/memory.',
);
export const procsBlocked = gauge('node_procs_blocked', 'Processes that wait for a disk.');
export const procsRunning = gauge('node_procs_running', 'Processes that run or could.');
export const schedstatRunningSeconds = counter(
  'node_schedstat_running_seconds_total',
  'Time in which a CPU ran something.',
  'cpu',
);
export const schedstatTimeslices = counter(
  'node_schedstat_timeslices_total',
  'Slices of time given by a CPU.',
  'cpu',
);
export const schedstatWaitingSeconds = counter(
  'node_schedstat_waiting_seconds_total',
  'Time in which something waited for a CPU.',
  'cpu',
);
