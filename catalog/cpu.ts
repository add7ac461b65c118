import { counter, gauge } from './metric.ts';

export const contextSwitches = counter(
  'node_context_switches_total',
  'Context switches: /proc/stat ctxt.',
);
export const cpuGuestSeconds = counter(
  'node_cpu_guest_seconds_total',
  'Cpu guest seconds: /proc/stat cpuN fields 9-10 / USER_HZ (user nice).',
  'cpu',
  'mode',
);
export const cpuScalingFrequencyHertz = gauge(
  'node_cpu_scaling_frequency_hertz',
  'Cpu scaling frequency hertz: cpuN/cpufreq/scaling_cur_freq x1000.',
  'cpu',
);
export const cpuScalingFrequencyMaxHertz = gauge(
  'node_cpu_scaling_frequency_max_hertz',
  'Cpu scaling frequency max hertz: cpuN/cpufreq/scaling_max_freq x1000.',
  'cpu',
);
export const cpuScalingFrequencyMinHertz = gauge(
  'node_cpu_scaling_frequency_min_hertz',
  'Cpu scaling frequency min hertz: cpuN/cpufreq/scaling_min_freq x1000.',
  'cpu',
);
export const cpuSeconds = counter(
  'node_cpu_seconds_total',
  'Cpu seconds: /proc/stat cpuN fields 1-8 / USER_HZ (user nice system idle iowait irq softirq steal).',
  'cpu',
  'mode',
);
export const forks = counter('node_forks_total', 'Forks: /proc/stat processes.');
export const interrupts = counter(
  'node_interrupts_total',
  'Interrupts: /proc/interrupts.',
  'cpu',
  'devices',
  'info',
  'type',
);
export const intr = counter('node_intr_total', 'Intr: /proc/stat intr, first number.');
export const load1 = gauge('node_load1', 'Load1: /proc/loadavg field 1.');
export const load15 = gauge('node_load15', 'Load15: /proc/loadavg field 3.');
export const load5 = gauge('node_load5', 'Load5: /proc/loadavg field 2.');
export const pressureCpuWaitingSeconds = counter(
  'node_pressure_cpu_waiting_seconds_total',
  'Pressure cpu waiting seconds: /proc/pressure/cpu some total= us/1e6.',
);
export const pressureIoStalledSeconds = counter(
  'node_pressure_io_stalled_seconds_total',
  'Pressure io stalled seconds: /proc/pressure/io full total= us/1e6.',
);
export const pressureIoWaitingSeconds = counter(
  'node_pressure_io_waiting_seconds_total',
  'Pressure io waiting seconds: /proc/pressure/io some total= us/1e6.',
);
export const pressureIrqStalledSeconds = counter(
  'node_pressure_irq_stalled_seconds_total',
  'Pressure irq stalled seconds: /proc/pressure/irq full total= us/1e6.',
);
export const pressureMemoryStalledSeconds = counter(
  'node_pressure_memory_stalled_seconds_total',
  'Pressure memory stalled seconds: /proc/pressure/memory full total= us/1e6.',
);
export const pressureMemoryWaitingSeconds = counter(
  'node_pressure_memory_waiting_seconds_total',
  'Pressure memory waiting seconds: /proc/pressure/memory some total= us/1e6.',
);
export const procsBlocked = gauge('node_procs_blocked', 'Procs blocked: /proc/stat procs_blocked.');
export const procsRunning = gauge('node_procs_running', 'Procs running: /proc/stat procs_running.');
export const schedstatRunningSeconds = counter(
  'node_schedstat_running_seconds_total',
  'Schedstat running seconds: /proc/schedstat cpuN field 7 ns.',
  'cpu',
);
export const schedstatTimeslices = counter(
  'node_schedstat_timeslices_total',
  'Schedstat timeslices: /proc/schedstat cpuN field 9.',
  'cpu',
);
export const schedstatWaitingSeconds = counter(
  'node_schedstat_waiting_seconds_total',
  'Schedstat waiting seconds: /proc/schedstat cpuN field 8 ns.',
  'cpu',
);
