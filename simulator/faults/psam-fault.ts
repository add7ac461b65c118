import { z } from 'zod';
import { serverCondition } from './server-condition.ts';

/** One PSAM card fails once a minute. Row 21. */
export const psamFault = serverCondition({
  kind: 'psam-fault',
  summary: 'break the PSAM card of a window',
  amount: { setting: 'window', words: 'window (1)', schema: z.int().min(1).max(16).default(1) },
  effect: (window) => `the PSAM card of window ${window} fails once a minute`,
});
