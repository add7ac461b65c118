import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The span of the blocks that promtool makes of a file, aligned as it aligns them. */
export const blockHours = 162;
const blockMs = blockHours * 3_600_000;

/** Writes OpenMetrics text into one file for each block, so that promtool reads each line twice and not once per block. */
export class HistoryFiles {
  readonly #folder: string;
  readonly files: string[] = [];
  #block = Number.NaN;
  #open: number | undefined;
  #pending: string[] = [];
  #pendingLength = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  write(text: string, atMs: number): void {
    const block = Math.floor(atMs / blockMs);
    if (block !== this.#block) this.#begin(block);
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength > 4_000_000) this.#flush();
  }

  /** Ends the last file; must be called. */
  close(): void {
    if (this.#open === undefined) return;
    this.#pending.push('# EOF\n');
    this.#flush();
    closeSync(this.#open);
    this.#open = undefined;
  }

  #begin(block: number): void {
    this.close();
    this.#block = block;
    const file = join(this.#folder, `history-${block}.om`);
    this.#open = openSync(file, 'w');
    this.files.push(file);
  }

  #flush(): void {
    if (this.#open !== undefined) writeSync(this.#open, this.#pending.join(''));
    this.#pending = [];
    this.#pendingLength = 0;
  }
}
