import { offlineWarning } from '../error-codes.ts';
import { compact, toSecond } from './times.ts';

/** A finished national call as the logs have it; domain document, section 3.2. */
export interface NationalCall {
  readonly infno: string;
  readonly msgid: string;
  /** When it was sent, on the clock of the server. */
  readonly sentMs: number;
  readonly costMs: number;
  /** null: no answer. */
  readonly infcode: string | null;
  readonly errMsg: string;
  readonly refmsgid?: string;
  /** When the bureau got it and answered, on its clock. */
  readonly refmsgTime?: string;
  readonly respondTime?: string;
  readonly isOffline?: boolean;
  readonly output?: string;
}

/** One JSON object a line. */
export function netLine(call: NationalCall): string {
  return JSON.stringify({
    infno: call.infno,
    msgid: call.msgid,
    inf_time: toSecond(call.sentMs),
    cost_ms: call.costMs,
    infcode: call.infcode,
    ...(call.refmsgid === undefined ? {} : { inf_refmsgid: call.refmsgid }),
    ...(call.refmsgTime === undefined ? {} : { refmsg_time: call.refmsgTime }),
    ...(call.respondTime === undefined ? {} : { respond_time: call.respondTime }),
    ...(call.isOffline === true ? { warn: offlineWarning.no } : {}),
    err_msg: call.errMsg,
    ...(call.output === undefined ? {} : { output: call.output }),
  });
}

/** The two entries of an HIS, a blank line behind each. */
export function hisEntries(call: NationalCall): readonly [string, string] {
  const { infno, sentMs, costMs, infcode, errMsg } = call;
  const answer = {
    infcode,
    refmsg_time: call.refmsgTime ?? compact(sentMs),
    respond_time: call.respondTime ?? compact(sentMs + costMs),
    ...(call.isOffline === true ? { warn: offlineWarning.no } : {}),
    err_msg: errMsg,
    output: call.output ?? '***',
  };
  return [
    `${toSecond(sentMs)}.Info.请求交易业务代码：${infno}\r\n`,
    `${toSecond(sentMs + costMs)}.Info.请求交易出参：${JSON.stringify(answer)}\r\n`,
  ];
}
