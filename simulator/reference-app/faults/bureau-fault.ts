import { z } from 'zod';
import { defineFault } from './fault.ts';

/** The bureau is broken: it answers everything with an error, or nothing at all. */
export const bureauFault = defineFault({
  kind: 'bureau-fault',
  rows: [3],
  summary: 'break the bureau: answers (error, silent)',
  request: z.strictObject({ answers: z.enum(['error', 'silent']).default('error') }),
  inject({ world: { bureau } }, { answers }) {
    const before = bureau.conditions.answering;
    bureau.conditions.answering = answers;
    return {
      effect: answers === 'error' ? 'the bureau answers with errors' : 'the bureau does not answer',
      heal() {
        bureau.conditions.answering = before;
      },
    };
  },
});
