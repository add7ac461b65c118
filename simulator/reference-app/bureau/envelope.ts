import { z } from 'zod';

/** The part of the national envelope that the fake bureau looks at; domain document, section 3.2. */
export const Request = z.object({
  infno: z.string(),
  msgid: z.string(),
  /** On the clock of the sender. */
  inf_time: z.string(),
  infver: z.string(),
  sign_no: z.string(),
  fixmedins_code: z.string(),
  /** Which front-end server asks. */
  dev_no: z.string(),
  input: z.record(z.string(), z.unknown()),
});
export type Request = z.infer<typeof Request>;

export const Answer = z.object({
  infcode: z.string(),
  inf_refmsgid: z.string(),
  /** Received and answered, on the clock of the bureau: the difference is the time inside it. */
  refmsg_time: z.string(),
  respond_time: z.string(),
  err_msg: z.string(),
  output: z.record(z.string(), z.unknown()),
});
export type Answer = z.infer<typeof Answer>;

/** What a front-end server sends afterwards about a trade, a refund or a stay. */
export const UploadRecord = z.object({
  recordNo: z.string(),
  queue: z.enum(['trade', 'refund', 'inpatient']),
  mode: z.enum(['online', 'offline']),
  feeAll: z.int(),
});
export type UploadRecord = z.infer<typeof UploadRecord>;

/** A trade as it is charged online. */
export const TradeInput = z.object({ tradeNo: z.string(), feeAll: z.int() });
export const RefundInput = z.object({ tradeNo: z.string() });
export const ReconcileInput = z.object({
  /** `yyMMdd` */
  day: z.string(),
  count: z.int(),
  fen: z.int(),
});
