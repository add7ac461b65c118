import { join } from 'node:path';
import type { TxnKind, TxnResult } from '../../../catalog/labels.ts';
import { Dice } from '../agenda/dice.ts';
import type { Books, Entry } from '../books.ts';
import {
  type BeijingAnswer,
  beijingAnswer,
  beijingRequest,
  beijingTimeout,
  type Quirks,
} from './beijing.ts';
import { type DownloadRun, downloadLine } from './downloads.ts';
import { HourlyLog } from './hourly-log.ts';
import { hisEntries, type NationalCall, netLine } from './national.ts';
import { toMillisecond } from './times.ts';

export const logFolders = ['trade', 'net', 'hislog', 'error', 'download'] as const;
export type LogFolder = (typeof logFolders)[number];

export interface ServerLogsOptions {
  readonly server: string;
  readonly root: string;
  readonly books: Books;
  readonly seed: number;
  /** The server's own clock, right or wrong. */
  readonly now: () => number;
  /** Which log takes the national calls. */
  readonly nationalLog: 'net' | 'hislog';
  /** Share of Beijing answers that are written wrongly. */
  readonly malformedShare: number;
}

/** A finished call: what it was, what it came to, and what else is counted with it. */
export interface Finished {
  readonly txn: TxnKind;
  readonly result: TxnResult;
  /** Other books of the same call; they count only when its line is whole. */
  readonly also?: readonly Entry[];
}

const declarations = ['utf-8', 'utf8', 'UTF-16', 'utf16', 'gb2312'] as const;

/** The logs of a server. What cannot be written is booked as such: no reader can know of it. */
export class ServerLogs {
  /** A full disk: what is written is cut off. */
  isDiskFull = false;
  readonly folders: Readonly<Record<LogFolder, HourlyLog>>;
  readonly #options: ServerLogsOptions;
  readonly #dice: Dice;

  constructor(options: ServerLogsOptions) {
    this.#options = options;
    this.#dice = new Dice(options.seed, 0x106);
    const log = (name: string) => join(options.root, 'log', name);
    this.folders = {
      trade: new HourlyLog({ folder: log('trade'), encoding: 'gb18030' }),
      net: new HourlyLog({ folder: log('net'), encoding: 'utf8-bom' }),
      hislog: new HourlyLog({ folder: join(options.root, 'hislog'), encoding: 'utf8' }),
      error: new HourlyLog({ folder: log('error'), encoding: 'utf16le' }),
      download: new HourlyLog({ folder: log('download'), encoding: 'gb18030' }),
    };
  }

  beijingSent(thread: number, method: string, body: string): void {
    this.#write('trade', beijingRequest({ atMs: this.#now, thread, method }, body));
  }

  beijingDone(line: BeijingLine, finished: Finished): void {
    const { thread, method, answer } = line;
    const head = { atMs: this.#now, thread, method };
    const text =
      finished.result === 'timeout'
        ? beijingTimeout(head, answer.costMs)
        : beijingAnswer(head, answer, this.#quirks());
    this.#book('trade', text, finished);
  }

  nationalDone(call: NationalCall, finished: Finished): void {
    const { nationalLog } = this.#options;
    if (nationalLog === 'net') this.#book('net', netLine(call), finished);
    else this.#book('hislog', hisEntries(call).join('\r\n'), finished);
  }

  error(thread: number, text: string, code: string): void {
    const number = String(thread).padStart(2, '0');
    if (this.#write('error', `${toMillisecond(this.#now)} [${number}] ERROR ${text}`)) {
      this.#options.books.add(this.#options.server, ['code', code]);
    }
  }

  download(dataset: string, run: DownloadRun): void {
    const isWritten = this.#write('download', downloadLine(this.#now, run));
    if (isWritten) this.#options.books.add(this.#options.server, ['download', dataset, run.result]);
  }

  /** A call that a crash cut off: part of its line, and nothing in the books. */
  tear(thread: number, method: string): void {
    const head = { atMs: this.#now, thread, method };
    const text = beijingAnswer(head, { costMs: 400, output: '***' });
    this.folders.trade.tear(this.#now, text, this.#dice.between(0.1, 0.99));
    this.#options.books.add(this.#options.server, ['torn', 'trade']);
  }

  /** Text that means nothing to a reader of calls, such as a debug line. */
  noise(folder: LogFolder, text: string): void {
    this.#write(folder, `${toMillisecond(this.#now)} [01] DEBUG ${text}`);
  }

  close(): void {
    for (const log of Object.values(this.folders)) log.close();
  }

  get #now(): number {
    return this.#options.now();
  }

  #book(folder: LogFolder, text: string, { txn, result, also = [] }: Finished): void {
    const { books, server } = this.#options;
    if (this.#write(folder, text)) books.add(server, ['txn', txn, result], ...also);
    else books.add(server, ['unlogged', txn, result]);
  }

  #write(folder: LogFolder, text: string): boolean {
    const log = this.folders[folder];
    if (!this.isDiskFull) {
      log.write(this.#now, text);
      this.#options.books.add(this.#options.server, ['lines', folder]);
      return true;
    }
    return false;
  }

  #quirks(): Quirks {
    const { malformedShare } = this.#options;
    const quirks = {
      ...(this.#dice.chance(0.3) ? { declaration: this.#dice.pick(declarations) } : {}),
      wrongClose: this.#dice.chance(malformedShare),
    };
    return quirks;
  }
}

export interface BeijingLine {
  readonly thread: number;
  readonly method: string;
  readonly answer: BeijingAnswer;
}
