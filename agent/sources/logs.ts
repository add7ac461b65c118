import { LogSource, logMetrics } from '../logs/log-source.ts';
import { startTasks } from './background-collector.ts';
import type { StartSource } from './source.ts';

export const logs: StartSource = (parts) => {
  const { background, config } = parts;
  if (config.logs.length === 0) return undefined;
  const all = config.logs.map((settings) => new LogSource(settings, parts));
  const tasks = all.map((each) => each.task());
  return {
    collectors: [startTasks(background, { name: 'logs', metrics: logMetrics, tasks })],
    files: () => all.map((each) => each.file()),
    save: () => {
      for (const each of all) each.save();
    },
    close: () => {
      for (const each of all) each.close();
    },
  };
};
