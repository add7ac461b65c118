import type { Encoding } from '../../logs/line-decoder.ts';
import { type OnLine, Tail, type TailState } from '../../logs/tail.ts';
import { type FoundFile, findFiles } from './find-files.ts';

interface Options {
  /** Absolute, with `*`. */
  readonly patterns: readonly string[];
  readonly encoding: Encoding;
  readonly maxLineBytes: number;
  /** Where to begin in files that are there at the very first start; later ones are read from their begin. */
  readonly firstStart: 'end' | 'begin';
}

interface Turn {
  readonly maxBytes: number;
  /** Wall time in milliseconds. */
  readonly now: number;
  readonly onLine: OnLine;
}

export interface TurnOutcome {
  readonly bytes: number;
  readonly tooLong: number;
  /** Bytes that are known to wait. */
  readonly backlogBytes: number;
}

/** A file that is not the newest is closed once nothing has been written to it for so long. */
const stillMs = 60_000;
/** More than a week of hours. */
const maxFiles = 240;
const maxFolders = 10;
const maxStates = 400;
/** All folders are looked through so often, the newest few at every turn. */
const fullLookMs = 60_000;
/** A begin that is shorter may be the same in two files. */
const minHeadBytes = 64;

interface OpenFile {
  readonly tail: Tail;
  /** After the last turn: what is behind it was not read. */
  state: TailState;
}

/**
 * The hourly files of one log, read to their ends one after the other. A file is known by its identity, else by its first
 * bytes, so that moved, copied and rotated files are not read twice and a number used again for a new file is noticed.
 */
export class LogFiles {
  readonly #options: Options;
  readonly #open = new Map<string, OpenFile>();
  /** Where reading stands in files that are not open, the newest last. */
  readonly #states = new Map<string, TailState>();
  #isFirst: boolean;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #found: readonly FoundFile[] = [];

  constructor(options: Options, saved: readonly TailState[] | undefined) {
    this.#options = options;
    this.#isFirst = saved === undefined;
    for (const state of saved ?? []) this.#states.set(state.id, state);
  }

  /** Reads at most so many bytes, older files first. */
  read({ maxBytes, now, onLine }: Turn): TurnOutcome {
    this.#noticeCuts();
    this.#look(now);
    let bytes = 0;
    let tooLong = 0;
    for (const file of this.#found) {
      if (bytes >= maxBytes) break;
      const open = this.#open.get(file.id) ?? this.#reopen(file);
      if (open === undefined) continue;
      const progress = open.tail.read(maxBytes - bytes, onLine);
      bytes += progress.bytes;
      tooLong += progress.tooLong;
      if (progress.bytes > 0) open.state = open.tail.state();
      if (progress.isAtEnd && file !== this.#found.at(-1)) this.#closeStill(open.tail, now, onLine);
    }
    return { bytes, tooLong, backlogBytes: this.#backlog() };
  }

  /** To be saved together with what was made of the lines. */
  states(): readonly TailState[] {
    return [...this.#states.values(), ...[...this.#open.values()].map(({ state }) => state)];
  }

  close(): void {
    for (const { tail } of this.#open.values()) tail.close();
    this.#open.clear();
  }

  /** A file that was cut, and perhaps written anew, is another file; a copy of the old one may stand beside it. */
  #noticeCuts(): void {
    for (const [id, { tail, state }] of this.#open) {
      if (tail.resume(state)) continue;
      this.#keep({ ...state, id: `cut:${id}` });
      tail.close();
      this.#open.delete(id);
    }
  }

  #look(now: number): void {
    const isFull = this.#isFirst || Math.abs(now - this.#lookedAt) >= fullLookMs;
    if (isFull) this.#lookedAt = now;
    const found = findFiles(this.#options.patterns, isFull ? maxFolders : 4);
    // A file that was moved away is read on until it has been still.
    const kept = this.#found.filter(({ id }) => !isFull || this.#open.has(id));
    const known = new Map([...kept, ...found].map((file) => [file.id, file]));
    this.#found = [...known.values()]
      .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1))
      .slice(-maxFiles);
    if (this.#isFirst) this.#skipAll();
    this.#isFirst = false;
  }

  /** At the very first start. */
  #skipAll(): void {
    if (this.#options.firstStart === 'begin') return;
    for (const { path } of this.#found) {
      const tail = this.#tryOpen(path);
      if (tail === undefined) continue;
      tail.skipToEnd();
      this.#keep(tail.state());
      tail.close();
    }
  }

  /** Opens a file that has something to say; the ends of all others are known. */
  #reopen(file: FoundFile): OpenFile | undefined {
    const known = this.#states.get(file.id);
    const isNewest = file === this.#found.at(-1);
    if (known !== undefined && known.offset === file.size && !isNewest) return undefined;
    const tail = this.#tryOpen(file.path);
    if (tail === undefined) return undefined;
    const isKnown = known !== undefined && tail.resume(known);
    if (!isKnown && this.#isCopyOfOpen(tail)) {
      tail.close();
      return undefined;
    }
    if (!isKnown) this.#resumeCopy(tail);
    this.#states.delete(tail.id);
    if (known !== undefined && !isKnown) this.#keep({ ...known, id: `cut:${tail.id}` });
    const open = { tail, state: tail.state() };
    this.#open.set(tail.id, open);
    return open;
  }

  /** A copy is made before the file is cut: until then both say the same. */
  #isCopyOfOpen(tail: Tail): boolean {
    return [...this.#open.values()].some(
      ({ state }) => state.headBytes >= minHeadBytes && tail.resume(state, true),
    );
  }

  /** Goes on in a copy where reading ended in the file that it was made of. */
  #resumeCopy(tail: Tail): void {
    const original = [...this.#states.values()].find(
      (state) => state.headBytes >= minHeadBytes && tail.resume(state, true),
    );
    if (original?.id.startsWith('cut:') === true) this.#states.delete(original.id);
  }

  #tryOpen(path: string): Tail | undefined {
    const { encoding, maxLineBytes } = this.#options;
    try {
      return Tail.open(path, { encoding, maxLineBytes });
    } catch {
      return undefined; // gone since it was seen, or not ours to read; it is looked at again
    }
  }

  #closeStill(tail: Tail, now: number, onLine: OnLine): void {
    if (now - tail.modifiedAt() < stillMs) return;
    tail.finish(onLine);
    this.#keep(tail.state());
    tail.close();
    this.#open.delete(tail.id);
  }

  #keep(state: TailState): void {
    this.#states.delete(state.id);
    this.#states.set(state.id, state);
    const [oldest] = this.#states.keys();
    if (this.#states.size > maxStates && oldest !== undefined) this.#states.delete(oldest);
  }

  #backlog(): number {
    let bytes = 0;
    for (const { id, size } of this.#found) {
      const rest = this.#open.get(id)?.tail.rest() ?? size - (this.#states.get(id)?.offset ?? 0);
      bytes += Math.max(0, rest);
    }
    return bytes;
  }
}
