import type { TxnKind } from '../../catalog/labels.ts';

/** One finished call as a log tells it: the envelope and nothing of the message. */
export interface Call {
  /** Undefined for a method outside the closed list. */
  readonly txn: TxnKind | undefined;
  /** On the clock of this server; undefined where the log does not say. */
  readonly durationMs: number | undefined;
  /** Wall time of its end in milliseconds. */
  readonly at: number;
  readonly hasAnswer: boolean;
  readonly isSuccess: boolean;
  /** Numbers as the answer gives them, only short ones; the ledger tells those of the allow-list. */
  readonly errors: readonly string[];
  readonly hasWarning: boolean;
  /** Whether a good end commits a settlement. */
  readonly settles: boolean;
  /** Whether the center could not be asked in this trade. */
  readonly isOffline: boolean;
  /** States of the items of a split bill. */
  readonly items: readonly string[];
  readonly reversal: 'ok' | 'failed' | 'unknown' | undefined;
  readonly cardFailure: CardFailure | undefined;
  readonly isDuplicateSubmit: boolean;
}

export type CardFailure = 'no_card' | 'psam' | 'power_up' | 'lost_card' | 'other';

export interface DownloadRun {
  readonly dataset: string;
  readonly result: 'ok' | 'failed' | 'partial' | 'deadline' | 'checksum';
  readonly at: number;
  readonly durationSeconds: number | undefined;
  readonly expectedRows: number | undefined;
}

/** What the formats of logs find. */
export interface Findings {
  call(call: Call): void;
  /** An error by the word of the code table. */
  error(code: string): void;
  download(run: DownloadRun): void;
  /** An entry that was torn off. */
  torn(): void;
}
