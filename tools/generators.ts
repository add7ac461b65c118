import { generateAlerting } from '../alerting/render.ts';
import { renderBoards } from '../dashboards/render.ts';
import { generateRules } from '../exporter-rules/render.ts';
import { metricsPage } from './metrics-page.ts';

/** Generated files of one room: path from the root, and content. */
export type Generate = () => Files | Promise<Files>;
type Files = readonly (readonly [path: string, content: string])[];

/** Every room that generates files, one line each. */
export const generators: readonly Generate[] = [
  () => [['docs/metrics.md', metricsPage()]],
  renderBoards,
  generateRules,
  generateAlerting,
];
