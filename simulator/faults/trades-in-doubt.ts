import { z } from 'zod';
import { serverCondition } from './server-condition.ts';

/** Answers were lost: nobody knows whether these trades count. Row 25. */
export const tradesInDoubt = serverCondition({
  kind: 'trades-in-doubt',
  summary: 'leave trades with an unknown result on a server',
  amount: {
    setting: 'count',
    words: 'count (default 2)',
    schema: z.int().min(1).max(1000).default(2),
  },
  effect: (count) => `${count} trades with an unknown result`,
});
