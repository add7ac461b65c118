import { systemdMetrics, systemdTask } from '../services/systemd.ts';
import { startTasks } from './background-collector.ts';
import type { StartSource } from './source.ts';

export const services: StartSource = ({ background, config }) => {
  if (config.services === undefined) return undefined;
  const tasks = [systemdTask(config.services)];
  return {
    collectors: [startTasks(background, { name: 'systemd', metrics: systemdMetrics, tasks })],
  };
};
