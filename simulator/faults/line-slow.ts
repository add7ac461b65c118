import { z } from 'zod';
import { serverCondition } from './server-condition.ts';

/** A line that loses and delays. Row 4. */
export const lineSlow = serverCondition({
  kind: 'line-slow',
  summary: 'make the line of a server slow and lossy',
  amount: {
    setting: 'delayMs',
    words: 'delayMs (default 150)',
    schema: z.number().min(1).max(5000).default(150),
  },
  effect: (ms) => `the line takes ${ms} ms longer and loses some packets`,
});
