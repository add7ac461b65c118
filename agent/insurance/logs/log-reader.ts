import { isAbsolute, join } from 'node:path';
import type { TailState } from '../../logs/tail.ts';
import type { Book } from '../book.ts';
import type { CodeSettings, InsuranceLogSettings } from '../settings.ts';
import { logFormat } from './index.ts';
import { LogFiles } from './log-files.ts';
import type { Context, LineReader } from './log-format.ts';

/** Longer lines are passed over and counted. */
export const maxLineBytes = 64 * 1024;

export interface LogState {
  readonly tails: readonly TailState[];
  readonly context: Context;
}

interface Options {
  readonly root: string;
  readonly settings: InsuranceLogSettings;
  readonly codes: CodeSettings;
  readonly firstStart: 'end' | 'begin';
}

/** One log of the settlement system: its files, and what its format must remember. */
export class LogReader {
  readonly #files: LogFiles;
  readonly #lines: LineReader;
  readonly #book: Book;

  constructor({ root, settings, codes, firstStart }: Options, book: Book, saved?: LogState) {
    const patterns = settings.files.map((file) => (isAbsolute(file) ? file : join(root, file)));
    const { encoding } = settings;
    this.#files = new LogFiles({ patterns, encoding, maxLineBytes, firstStart }, saved?.tails);
    this.#lines = logFormat(settings.format).start(book, codes, saved?.context);
    this.#book = book;
  }

  /** Reads at most so many bytes; gives what was read and what is known to wait. */
  read(maxBytes: number, now: number): { readonly bytes: number; readonly backlogBytes: number } {
    const onLine = (line: string): void => this.#lines.take(line);
    const { bytes, tooLong, backlogBytes } = this.#files.read({ maxBytes, now, onLine });
    if (tooLong > 0) this.#book.tooLong(tooLong);
    return { bytes, backlogBytes };
  }

  state(): LogState {
    return { tails: this.#files.states(), context: this.#lines.context() };
  }

  close(): void {
    this.#files.close();
  }
}
