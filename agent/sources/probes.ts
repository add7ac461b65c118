import { probeMetrics, probeTask } from '../probes/index.ts';
import { startTasks } from './background-collector.ts';
import type { StartSource } from './source.ts';

export const probes: StartSource = ({ background, config }) => {
  if (config.probes.length === 0) return undefined;
  const tasks = config.probes.map(probeTask);
  return { collectors: [startTasks(background, { name: 'probes', metrics: probeMetrics, tasks })] };
};
