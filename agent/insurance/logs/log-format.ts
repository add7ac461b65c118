import * as z from 'zod';
import type { Findings } from '../call.ts';
import type { CodeSettings, LogFormatName } from '../settings.ts';

/** What a format must remember between two lines; numbers and words of closed lists only, never text of a line. */
export const Context = z.strictObject({
  /** Per thread (a hash): whether it registers, whether the center was silent, when (ms). */
  threads: z.array(z.tuple([z.number(), z.boolean(), z.boolean(), z.number()])),
  /** An entry of which the end has not been seen. */
  open: z
    .strictObject({
      method: z.string(),
      thread: z.number(),
      at: z.number(),
      durationMs: z.number(),
      hasBody: z.boolean(),
      success: z.boolean().optional(),
      errors: z.array(z.string()),
      warnings: z.array(z.string()),
      items: z.array(z.string()),
      tradeState: z.string().optional(),
      isLocal: z.boolean(),
      cardFailure: z.enum(['no_card', 'psam', 'power_up', 'lost_card', 'other']).optional(),
      isDuplicateSubmit: z.boolean(),
    })
    .optional(),
  /** Requests whose answer has not been seen, oldest first. */
  waiting: z.array(z.string()),
});
export type Context = z.infer<typeof Context>;
export type OpenEntry = NonNullable<Context['open']>;

export interface LineReader {
  /** One line without its end, however damaged; never throws. */
  take(line: string): void;
  context(): Context;
}

export interface LogFormat {
  readonly name: LogFormatName;
  start(findings: Findings, codes: CodeSettings, context?: Context): LineReader;
}

export const emptyContext: Context = { threads: [], waiting: [] };

/** A number or word of an answer that may be a code; anything longer could be somebody's number. */
export function shortCode(text: string): string {
  return /^-?\d{1,6}$/.test(text) ? text : 'other';
}

/** Local time of this server, as the logs have it; NaN when it is none. */
export function localTime(parts: readonly (string | undefined)[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] =
    parts.map(Number);
  return new Date(year, month - 1, day, hour, minute, second, ms).getTime();
}
