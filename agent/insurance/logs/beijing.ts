import type { Call, Findings } from '../call.ts';
import type { CodeSettings } from '../settings.ts';
import { scanAnswer } from './beijing-answer.ts';
import {
  emptyContext,
  type LineReader,
  type LogFormat,
  localTime,
  type OpenEntry,
} from './log-format.ts';
import { Threads, threadHash } from './threads.ts';
import { txnOfMethod } from './vocabulary.ts';

/** `2024-05-13 09:12:40,118 [12] INFO`, also in the middle of a line behind an entry that was torn off. */
const head =
  /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)[,.](\d{3}) \[([^\]]{1,64})\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b/g;
const over = /^.{0,200}?\[社保接口\]\s*\[(\w{1,40})\]\s*耗时[:：]\s*(\d{1,9})\s*(?:毫秒|ms)/;
const sent = /^.{0,200}?\[社保接口\]\s*\[(\w{1,40})\]\s*发送内容/;
const registration = /<billstype>\s*1\s*<|billstype\s*=\s*["']1["']/;

/** The log of Beijing's local interface: one entry a call, bodies masked or whole, on one line or several. */
export const beijing: LogFormat = {
  name: 'beijing',
  start: (findings, codes, context = emptyContext) => new BeijingReader(findings, codes, context),
};

class BeijingReader implements LineReader {
  readonly #findings: Findings;
  readonly #codes: CodeSettings;
  readonly #threads: Threads;
  #open: OpenEntry | undefined;

  constructor(findings: Findings, codes: CodeSettings, { threads, open }: typeof emptyContext) {
    this.#findings = findings;
    this.#codes = codes;
    this.#threads = new Threads(threads);
    this.#open = open;
  }

  take(line: string): void {
    const heads = [...line.matchAll(head)];
    const first = heads[0]?.index ?? line.length;
    if (first > 0) this.#more(line.slice(0, first));
    for (const [index, found] of heads.entries()) {
      this.#giveUp();
      const end = heads[index + 1]?.index ?? line.length;
      this.#begin(found, line.slice(found.index + found[0].length, end));
    }
  }

  context() {
    return { threads: this.#threads.state(), open: this.#open, waiting: [] };
  }

  #begin(found: RegExpMatchArray, text: string): void {
    const at = localTime(found.slice(1, 8));
    const thread = threadHash(found[8] ?? '');
    const [whole, method = '', duration] = over.exec(text) ?? [];
    if (whole === undefined) {
      if (sent.exec(text)?.[1]?.startsWith('Divide') === true)
        this.#threads.splits(thread, at, registration.test(text));
      return;
    }
    this.#open = {
      ...{ method: txnOfMethod(method) ?? '', thread, at, durationMs: Number(duration) },
      ...{ hasBody: false, errors: [], warnings: [], items: [] },
      ...{ isLocal: false, isDuplicateSubmit: false },
    };
    this.#more(text.slice(whole.length).replace(/^\s*接收内容[:：]\s*/, ''));
  }

  /** A part of the answer that belongs to the entry whose end is not yet there. */
  #more(text: string): void {
    if (this.#open === undefined || text.trim() === '') return;
    if (/^\s*超时/.test(text)) {
      this.#finish({ ...this.#open, hasBody: false });
      return;
    }
    const { entry, isComplete } = scanAnswer(this.#open, text, this.#codes);
    this.#open = entry;
    if (isComplete) this.#finish(entry);
  }

  /** The next entry begins: one without any answer is a time-out, one with half of it was torn. */
  #giveUp(): void {
    if (this.#open === undefined) return;
    if (this.#open.hasBody) {
      this.#open = undefined;
      this.#findings.torn();
    } else this.#finish(this.#open);
  }

  #finish(entry: OpenEntry): void {
    this.#open = undefined;
    const { thread, at } = entry;
    const isOffline =
      entry.isLocal || entry.warnings.some((code) => this.#codes.offlineWarnings.includes(code));
    if (isOffline) this.#threads.wentOffline(thread, at);
    const call = this.#callOf(entry);
    this.#findings.call(call);
    const isGood = call.hasAnswer && call.isSuccess && call.errors.length === 0;
    if (call.settles && isGood) this.#threads.settled(thread);
  }

  #callOf(entry: OpenEntry): Call {
    const { thread, at, durationMs, errors, warnings, items } = entry;
    const trade = this.#threads.trade(thread, at);
    const txn = txnOf(entry.method, trade.registers);
    return {
      ...{ txn, durationMs, at, errors, items },
      hasAnswer: entry.hasBody,
      isSuccess: entry.success === true,
      hasWarning: warnings.length > 0,
      settles: entry.method === 'trade',
      isOffline: trade.isOffline,
      reversal: txn === 'state_query' ? reversalOf(entry) : undefined,
      cardFailure: entry.cardFailure,
      isDuplicateSubmit: entry.isDuplicateSubmit,
    };
  }
}

/** The methods that were kept are the values of `txn`; `` is one outside the list. */
function txnOf(method: string, registers: boolean): Call['txn'] {
  if (method === '') return undefined;
  return method === 'trade' && registers ? 'register' : (method as NonNullable<Call['txn']>);
}

function reversalOf({ hasBody, success, tradeState }: OpenEntry): Call['reversal'] {
  if (!hasBody || tradeState === 'unknown') return 'unknown';
  if (success !== true) return 'failed';
  return tradeState === undefined || tradeState === 'ok' || tradeState === 'cancel'
    ? 'ok'
    : 'failed';
}
