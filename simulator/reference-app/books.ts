import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What is counted, most of it with a label or two: `['txn', 'trade', 'ok']`. */
export type Entry = readonly [book: string, ...labels: string[]];

/**
 * The books of the application: every event stands in them, on disk, at the moment at which it stands in its log. They
 * survive a kill, so that whoever watches the application can be compared with them at any time.
 */
export class Books {
  readonly #totals = new Map<string, number>();
  readonly #file: number;

  /** Reads what an earlier run has written; a torn last line, as a kill leaves it, is dropped. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const lines = text.split('\n');
    const torn = lines.pop() ?? '';
    for (const line of lines) this.#count(line);
    if (torn !== '') truncateSync(path, Buffer.byteLength(text) - Buffer.byteLength(torn));
    this.#file = openSync(path, 'a');
  }

  /** Counts what happened at one moment on a server. */
  add(server: string, ...entries: readonly Entry[]): void {
    const lines = entries.map((entry) => [server, ...entry].join(' '));
    writeSync(this.#file, `${lines.join('\n')}\n`);
    for (const line of lines) this.#count(line);
  }

  /** How often exactly this happened on a server. */
  total(server: string, entry: Entry): number {
    return this.#totals.get([server, ...entry].join(' ')) ?? 0;
  }

  /** Sum over everything whose words include these, such as `sum('txn', 'trade')`. */
  sum(...words: readonly string[]): number {
    let sum = 0;
    for (const [key, count] of this.#totals) {
      const own = key.split(' ');
      if (words.every((word) => own.includes(word))) sum += count;
    }
    return sum;
  }

  /** `{"99010001-a txn trade ok": 12}`, in the order of the alphabet. */
  totals(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  close(): void {
    closeSync(this.#file);
  }

  #count(line: string): void {
    if (line !== '') this.#totals.set(line, (this.#totals.get(line) ?? 0) + 1);
  }
}
