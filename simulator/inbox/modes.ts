import { z } from 'zod';

/** How mail server and SMS gateway behave, so that a test can break them. */
export const Modes = z.strictObject({
  /** down: refuses connections; reject: takes none of the recipients (550). */
  smtp: z.enum(['ok', 'down', 'reject']),
  /** down: refuses connections; reject: answers 400; slow: answers after `slowMs`. */
  sms: z.enum(['ok', 'down', 'reject', 'slow']),
});
export type Modes = z.infer<typeof Modes>;

export const allOk: Modes = { smtp: 'ok', sms: 'ok' };

/** Longer than any sender waits. */
export const slowMs = 20_000;
