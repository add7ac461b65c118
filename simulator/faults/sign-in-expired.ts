import { serverCondition } from './server-condition.ts';

/** The bureau refuses the sign-in. Row 9. */
export const signInExpired = serverCondition({
  kind: 'sign-in-expired',
  summary: 'let the sign-in of a server expire',
  stopsSettlement: true,
  effect: () => 'the sign-in is not valid, nobody can settle there',
});
