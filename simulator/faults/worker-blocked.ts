import { serverCondition } from './server-condition.ts';

/** The worker sleeps in an error while calls wait. Row 13. */
export const workerBlocked = serverCondition({
  kind: 'worker-blocked',
  summary: 'block the workers of a server',
  effect: () => 'all workers are busy and do not come back',
});
