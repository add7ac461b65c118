import { z } from 'zod';
import { defineFault } from './fault.ts';

/** The bureau takes no records: the queue grows though the line is there. */
export const uploadsRefused = defineFault({
  kind: 'uploads-refused',
  rows: [24],
  summary: 'let the bureau refuse records',
  request: z.strictObject({}),
  inject({ world: { bureau } }) {
    bureau.conditions.refusesUploads = true;
    return {
      effect: 'the bureau takes no records, they wait',
      heal() {
        bureau.conditions.refusesUploads = false;
      },
    };
  },
});
