import { logEntriesSkipped } from '../../catalog/agent.ts';
import { type TxnResult, timedTxnKinds } from '../../catalog/labels.ts';
import * as nightly from '../../catalog/nightly.ts';
import * as settlement from '../../catalog/settlement.ts';
import type { Call, DownloadRun, Findings } from './call.ts';
import type { Ledger } from './ledger.ts';
import type { CodeSettings } from './settings.ts';

/** The families that are kept from the logs. */
export const bookMetrics = [
  settlement.txn,
  settlement.txnDuration,
  settlement.txnErrorCode,
  settlement.txnMode,
  settlement.txnLastSuccess,
  settlement.reversal,
  settlement.divideItems,
  settlement.duplicateSubmit,
  settlement.cardReadFailures,
  nightly.downloadRuns,
  nightly.downloadDuration,
  nightly.downloadExpectedRows,
  nightly.downloadLastSuccess,
  logEntriesSkipped,
] as const;

/** Enters what the logs say into the ledger: which result, which mode, which codes. */
export class Book implements Findings {
  readonly #ledger: Ledger;
  readonly #codes: CodeSettings;

  constructor(ledger: Ledger, codes: CodeSettings) {
    this.#ledger = ledger;
    this.#codes = codes;
    // Nothing has happened yet is a number too: a rate needs a first value.
    for (const mode of ['online', 'offline']) ledger.add(settlement.txnMode, 0, mode);
    for (const result of ['ok', 'failed', 'unknown']) ledger.add(settlement.reversal, 0, result);
    for (const reason of ['torn', 'too_long']) ledger.add(logEntriesSkipped, 0, reason);
  }

  call(call: Call): void {
    const ledger = this.#ledger;
    if (call.txn === undefined) {
      ledger.dropped('txn');
      return;
    }
    const result = resultOf(call, this.#codes);
    ledger.add(settlement.txn, 1, call.txn, result);
    const isTimed = (timedTxnKinds as readonly string[]).includes(call.txn);
    if (isTimed && call.durationMs !== undefined)
      ledger.observe(settlement.txnDuration, call.durationMs / 1000, call.txn);
    for (const code of call.errors) this.error(code);
    if (call.reversal !== undefined) ledger.add(settlement.reversal, 1, call.reversal);
    if (call.cardFailure !== undefined)
      ledger.add(settlement.cardReadFailures, 1, call.cardFailure);
    if (call.isDuplicateSubmit) ledger.add(settlement.duplicateSubmit, 1);
    for (const state of call.items) ledger.add(settlement.divideItems, 1, state);
    if (result === 'ok' || result === 'warn') this.#good(call);
  }

  /** Numbers outside the allow-list fall together. */
  error(code: string): void {
    const isTold = this.#codes.told.includes(code);
    if (!isTold) this.#ledger.dropped('code');
    this.#ledger.add(settlement.txnErrorCode, 1, isTold ? code : 'other');
  }

  download({ dataset, result, at, durationSeconds, expectedRows }: DownloadRun): void {
    const ledger = this.#ledger;
    ledger.add(nightly.downloadRuns, 1, dataset, result);
    if (durationSeconds !== undefined)
      ledger.set(nightly.downloadDuration, durationSeconds, dataset);
    if (expectedRows !== undefined) ledger.set(nightly.downloadExpectedRows, expectedRows, dataset);
    if (result === 'ok') ledger.set(nightly.downloadLastSuccess, at / 1000, dataset);
  }

  torn(): void {
    this.#ledger.add(logEntriesSkipped, 1, 'torn');
  }

  tooLong(entries: number): void {
    this.#ledger.add(logEntriesSkipped, entries, 'too_long');
  }

  #good({ txn, settles, isOffline, at }: Call): void {
    if (settles) this.#ledger.add(settlement.txnMode, 1, isOffline ? 'offline' : 'online');
    const isWatched = txn === 'person_info' || txn === 'divide' || txn === 'trade';
    if (isWatched && Number.isFinite(at))
      this.#ledger.set(settlement.txnLastSuccess, at / 1000, txn);
  }
}

/** The first that fits: no answer in time, a code on the business list, any other error, a warning. */
export function resultOf(call: Call, { business, timeout }: CodeSettings): TxnResult {
  if (!call.hasAnswer || (call.durationMs ?? 0) >= timeout) return 'timeout';
  if (call.errors.some((code) => business.includes(code))) return 'business_error';
  if (call.errors.length > 0 || !call.isSuccess) return 'system_error';
  return call.hasWarning ? 'warn' : 'ok';
}
