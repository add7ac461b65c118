import type { Call, Findings } from '../call.ts';
import type { CodeSettings } from '../settings.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import {
  emptyContext,
  type LineReader,
  type LogFormat,
  localTime,
  shortCode,
} from './log-format.ts';
import { txnOfInfno } from './vocabulary.ts';

/** The log of the national interface: one JSON object a line when a call is over. */
export const national: LogFormat = {
  name: 'national',
  start: (findings, codes): LineReader => ({
    take: (line) => takeLine(line, findings, codes),
    context: () => emptyContext,
  }),
};

function takeLine(line: string, findings: Findings, codes: CodeSettings): void {
  let from = line.indexOf('{');
  while (from >= 0) {
    const envelope = readEnvelope(line, from);
    if (envelope.isComplete) {
      if (envelope.values.has('infno')) findings.call(callOf(envelope, codes));
    } else findings.torn();
    from = line.indexOf('{', envelope.end);
  }
}

/** A call by its envelope; also for the form of an HIS, which tells `infno` apart. */
export function callOf(
  { values }: Pick<Envelope, 'values'>,
  codes: CodeSettings,
  infno = values.get('infno') ?? '',
): Call {
  const txn = txnOfInfno(infno);
  const infcode = values.get('infcode');
  const isSuccess = infcode === '0';
  const warning = values.get('warn') ?? '';
  const durationMs = durationOf(values.get('cost_ms'));
  const errorText = isSuccess ? '' : (values.get('err_msg') ?? '');
  return {
    ...{ txn, durationMs, isSuccess, items: [] },
    at: endOf(values, durationMs ?? 0),
    hasAnswer: infcode !== undefined && infcode !== '',
    errors: isSuccess || infcode === undefined ? [] : [shortCode(infcode)],
    hasWarning: warning !== '',
    settles: infno === '2207',
    isOffline: codes.offlineWarnings.includes(warning),
    reversal: txn === 'reverse' ? reversalOf(infcode) : undefined,
    cardFailure: undefined,
    isDuplicateSubmit: codes.duplicateSubmit.some((words) => errorText.includes(words)),
  };
}

function reversalOf(infcode: string | undefined): Call['reversal'] {
  if (infcode === undefined) return 'unknown';
  return infcode === '0' ? 'ok' : 'failed';
}

function durationOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Begin of the call on this server plus its duration; NaN where the log does not say. */
function endOf(values: Envelope['values'], durationMs: number): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(values.get('inf_time') ?? '');
  return parts === null ? Number.NaN : localTime(parts.slice(1)) + durationMs;
}
