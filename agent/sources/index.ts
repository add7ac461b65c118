import { insurance } from './insurance.ts';
import { inventory } from './inventory.ts';
import { logs } from './logs.ts';
import { probes } from './probes.ts';
import { processGroups } from './process-groups.ts';
import { scripts } from './scripts.ts';
import { services } from './services.ts';
import type { StartSource } from './source.ts';
import { sql } from './sql.ts';

/** Every source of the agent beside its collectors; one line each. */
export const sources: readonly StartSource[] = [
  probes,
  scripts,
  services,
  processGroups,
  logs,
  sql,
  inventory,
  insurance,
];
