import * as z from 'zod';
import { TableSettings, tradeStates } from '../../insurance/settings.ts';

const time = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

/** What the agent asks the SQL process. */
export const TableQuestion = z.strictObject({
  ask: z.literal('trade_table'),
  settings: TableSettings,
  /** Add up settled yuan from here to the last full hour. */
  settledFrom: time.optional(),
  /** Check the money of this day. */
  moneyDay: z.iso.date().optional(),
});

const count = z.number().min(0);

/** What it answers: counts, ages, sums and words of closed lists; never a row. */
export const TableAnswer = z.strictObject({
  answer: z.literal('trade_table'),
  isUp: z.boolean(),
  /** The database's own local time. */
  now: time.optional(),
  seconds: z.partialRecord(z.enum(['ping', 'trade_state', 'money_check']), count),
  states: z
    .partialRecord(z.enum(tradeStates), z.strictObject({ n: count, oldestSeconds: z.number() }))
    .optional(),
  /** Trades in a state outside the mapping. */
  unknownStates: count,
  settled: z.strictObject({ n: count, yuan: z.number(), until: time }).optional(),
  money: z.strictObject({ n: count, bad: count, diffYuan: count }).optional(),
  version: z.string().optional(),
  files: z.array(
    z.strictObject({
      file: z.enum(['data', 'log', 'other']),
      bytes: count,
      freeBytes: count.optional(),
    }),
  ),
  /** Which statement failed with which code of the driver; texts may quote data. */
  failures: z.array(z.string()),
});
export type TableAnswer = z.infer<typeof TableAnswer>;
export type TableQuestion = z.infer<typeof TableQuestion>;
