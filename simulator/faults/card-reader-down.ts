import { z } from 'zod';
import { serverCondition } from './server-condition.ts';

/** A reader at one window. Row 20. */
export const cardReaderDown = serverCondition({
  kind: 'card-reader-down',
  summary: 'break the card reader of a window',
  amount: { setting: 'window', words: 'window (1)', schema: z.int().min(1).max(16).default(1) },
  effect: (window) => `the card reader of window ${window} is broken`,
});
