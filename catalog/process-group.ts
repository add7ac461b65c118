import { counter, gauge } from './metric.ts';

export const processGroupCount = gauge(
  'yibao_process_group_processes',
  'Processes of a configured group.',
  'group',
);
export const processGroupExpected = gauge(
  'yibao_process_group_expected_processes',
  'How many processes the configuration expects, its least and most.',
  'group',
  'bound',
);
export const processGroupCpu = counter(
  'yibao_process_group_cpu_seconds_total',
  'CPU time of a group since the agent has been watching; processes that ended are kept in it.',
  'group',
);
export const processGroupMemory = gauge(
  'yibao_process_group_resident_memory_bytes',
  'Resident memory of a group; pages that processes share count in each.',
  'group',
);
export const processGroupThreads = gauge(
  'yibao_process_group_threads',
  'Threads of a group.',
  'group',
);
export const processGroupOldestStart = gauge(
  'yibao_process_group_oldest_start_timestamp_seconds',
  'When the oldest process of a group was started.',
  'group',
);
