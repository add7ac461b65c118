import { kernelHungTasks } from '../../../catalog/system.ts';
import type { Collector } from '../collector.ts';

/** Tasks that the kernel found stuck for more than two minutes; kernels since 6.14 count them. */
export const hung: Collector = {
  name: 'hung',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [kernelHungTasks],
  start(host) {
    const file = host.open('/proc/sys/kernel/hung_task_detect_count');
    return (emit) => emit(kernelHungTasks, file.read().integer());
  },
};
