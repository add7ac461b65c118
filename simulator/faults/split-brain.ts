import { serverCondition } from './server-condition.ts';

/** Both servers of a pair think that they serve. Row 27. */
export const splitBrain = serverCondition({
  kind: 'split-brain',
  summary: 'let both servers of a pair be active',
  pairsOnly: true,
  effect: () => 'both are active',
});
