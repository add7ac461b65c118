import { systemdMetrics, systemdTask } from '../services/systemd.ts';
import { windowsServicesCollector } from '../services/windows-services.ts';
import { startTasks } from './background-collector.ts';
import type { StartSource } from './source.ts';

export const services: StartSource = ({ background, config, host }) => {
  // Windows needs no program for it, so that failed services are told without any configuration.
  if (host?.os === 'windows') {
    return { collectors: [windowsServicesCollector(config.services?.windows ?? [])] };
  }
  if (config.services === undefined) return undefined;
  const tasks = [systemdTask(config.services)];
  return {
    collectors: [startTasks(background, { name: 'systemd', metrics: systemdMetrics, tasks })],
  };
};
