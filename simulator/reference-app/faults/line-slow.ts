import { z } from 'zod';
import { defineFault } from './fault.ts';

/** A bad line: longer round trips, and answers that get lost. */
export const lineSlow = defineFault({
  kind: 'line-slow',
  rows: [4],
  summary: 'slow the line down: extraMs, lossShare',
  request: z.strictObject({
    extraMs: z.number().min(0).max(600_000).default(2500),
    lossShare: z.number().min(0).max(1).default(0.05),
  }),
  inject({ world: { line } }, { extraMs, lossShare }) {
    line.extraMs += extraMs;
    line.lossShare += lossShare;
    return {
      effect: `round trips take ${extraMs} ms more, ${Math.round(lossShare * 100)} % of the answers get lost`,
      heal() {
        line.extraMs -= extraMs;
        line.lossShare = Math.max(0, line.lossShare - lossShare);
      },
    };
  },
});
