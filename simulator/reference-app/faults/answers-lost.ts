import { z } from 'zod';
import { defineFault } from './fault.ts';

/** Charges are booked at the bureau and their answers get lost: trades in doubt. */
export const answersLost = defineFault({
  kind: 'answers-lost',
  rows: [25],
  summary: 'lose answers to charges: share',
  request: z.strictObject({ share: z.number().min(0).max(1).default(0.1) }),
  inject({ world: { bureau } }, { share }) {
    bureau.conditions.loseAnswers += share;
    return {
      effect: `${Math.round(share * 100)} % of the charges get no answer`,
      heal() {
        bureau.conditions.loseAnswers = Math.max(0, bureau.conditions.loseAnswers - share);
      },
    };
  },
});
