import { serverCondition } from './server-condition.ts';

/** Every connection of the pool is taken. Row 14. */
export const databasePoolFull = serverCondition({
  kind: 'database-pool-full',
  summary: 'use up the database connections of a server',
  stopsSettlement: true,
  effect: () => 'all database connections are in use, nobody can settle there',
});
