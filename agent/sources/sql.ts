import { SqlSource } from '../sql/sql-source.ts';
import type { StartSource } from './source.ts';

export const sql: StartSource = ({ clock, config, log, spawnSql }) => {
  if (config.sql.length === 0) return undefined;
  const source = new SqlSource(config.sql, { spawn: spawnSql, clock, log });
  return {
    collectors: [source.collector()],
    files: () => source.files(),
    close: () => source.close(),
  };
};
