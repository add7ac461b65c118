import * as z from 'zod';

/** What the SQL process tells the agent: numbers and values of closed lists, never a row. */
export const SqlMessage = z.strictObject({
  name: z.string(),
  families: z.array(
    z.strictObject({
      name: z.string(),
      help: z.string(),
      type: z.enum(['gauge', 'counter']),
      samples: z.array(z.string()),
    }),
  ),
  seconds: z.number(),
  /** Queries that failed, by metric, with the driver's code and not its text, which may quote data. */
  failures: z.array(z.string()),
});
export type SqlMessage = z.infer<typeof SqlMessage>;
