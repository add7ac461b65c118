import { z } from 'zod';
import { serverCondition } from './server-condition.ts';

/** A clock that lost its time service. Row 11. */
export const clockDrift = serverCondition({
  kind: 'clock-drift',
  summary: 'put the clock of a server wrong',
  amount: {
    setting: 'seconds',
    words: 'seconds (default 45)',
    schema: z.number().min(-86_400).max(86_400).default(45),
  },
  effect: (seconds) => `the clock is ${seconds} s off`,
});
