import { serverCondition } from './server-condition.ts';

/** The local database is gone. Row 15. */
export const databaseDown = serverCondition({
  kind: 'database-down',
  summary: 'stop the local database of a server',
  stopsSettlement: true,
  effect: () => 'the local database is down, nobody can settle there',
});
