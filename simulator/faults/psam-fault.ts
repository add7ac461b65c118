import { serverCondition } from './server-condition.ts';

/** One PSAM card fails once a minute. Row 21. */
export const psamFault = serverCondition({
  kind: 'psam-fault',
  summary: 'break a PSAM card of a server',
  effect: () => 'a PSAM card fails once a minute',
});
