import { Scripts, scriptMetrics } from '../scripts/scripts.ts';
import { startTasks } from './background-collector.ts';
import type { StartSource } from './source.ts';

export const scripts: StartSource = ({ background, clock, config }) => {
  if (config.scripts.length === 0) return undefined;
  const runner = new Scripts(() => clock.monotonic());
  const tasks = config.scripts.map((settings) => runner.task(settings));
  return {
    collectors: [startTasks(background, { name: 'scripts', metrics: scriptMetrics, tasks })],
    files: () => runner.files(),
  };
};
