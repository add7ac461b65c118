import { processGroupsCollector } from '../services/process-groups.ts';
import type { StartSource } from './source.ts';

export const processGroups: StartSource = ({ config }) =>
  config.processGroups.length === 0
    ? undefined
    : { collectors: [processGroupsCollector(config.processGroups)] };
