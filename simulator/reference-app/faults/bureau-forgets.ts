import { z } from 'zod';
import { defineFault } from './fault.ts';

/** The bureau answers charges and records without booking them: the day will not reconcile. */
export const bureauForgets = defineFault({
  kind: 'bureau-forgets',
  rows: [26],
  summary: 'let the bureau forget trades: share',
  request: z.strictObject({ share: z.number().min(0).max(1).default(0.05) }),
  inject({ world: { bureau } }, { share }) {
    bureau.conditions.forgets += share;
    return {
      effect: `the bureau forgets ${Math.round(share * 100)} % of the trades`,
      heal() {
        bureau.conditions.forgets = Math.max(0, bureau.conditions.forgets - share);
      },
    };
  },
});
