import { globSync, statSync } from 'node:fs';
import { type OnLine, type Progress, Tail, type TailOptions, type TailState } from './tail.ts';

interface Options extends TailOptions {
  /** Files or patterns of files with `*`. */
  readonly files: readonly string[];
  /** Where to begin in files that are there at the very first start; later ones are read from their begin. */
  readonly firstStart: 'end' | 'begin';
}

/** A file that was renamed or is no longer the newest is read on until it has been still for so long. */
const stillMs = 60_000;
const maxFiles = 64;
/** Hour files of older days are not opened again and again. */
const maxAgeMs = 2 * 86_400_000;

/**
 * All files of one log, followed by identity and not by name: rotation by renaming, by copying and cutting, and files
 * named by hour are the same here. Nothing is locked, renamed or deleted.
 */
export class LogFolder {
  readonly #options: Options;
  readonly #open = new Map<string, Tail>();
  /** Where reading ended in files that are closed; needed to know them again. */
  readonly #done = new Map<string, TailState>();
  #isFirst: boolean;

  constructor(options: Options, saved: readonly TailState[] | undefined) {
    this.#options = options;
    this.#isFirst = saved === undefined;
    for (const state of saved ?? []) this.#done.set(state.id, state);
  }

  /** Reads at most so many bytes; the progress of all files together. */
  read({ maxBytes, now, onLine }: { maxBytes: number; now: number; onLine: OnLine }): Progress {
    this.#look(now);
    let bytes = 0;
    let tooLong = 0;
    let isAtEnd = true;
    for (const tail of this.#inOrder()) {
      const progress = tail.read(maxBytes - bytes, onLine);
      bytes += progress.bytes;
      tooLong += progress.tooLong;
      isAtEnd &&= progress.isAtEnd;
      if (bytes >= maxBytes) return { bytes, tooLong, isAtEnd: false };
    }
    this.#closeOld(now, onLine);
    return { bytes, tooLong, isAtEnd };
  }

  /** To be saved together with what was made of the lines. */
  states(): readonly TailState[] {
    const open = [...this.#open.values()].map((tail) => tail.state());
    return [...this.#done.values(), ...open];
  }

  close(): void {
    for (const tail of this.#open.values()) tail.close();
    this.#open.clear();
  }

  #look(now: number): void {
    const paths = this.#options.files.flatMap((pattern) => globSync(pattern)).sort();
    const present = new Set<string>();
    for (const path of paths.slice(-maxFiles)) {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined || !stat.isFile()) continue;
      const id = `${stat.dev}:${stat.ino}`;
      present.add(id);
      if (this.#open.has(id)) continue;
      const isOld = now - stat.mtimeMs > maxAgeMs;
      const known = this.#done.get(id);
      if (
        isOld ||
        (known !== undefined && known.offset === stat.size && !this.#isReused(path, known))
      )
        continue;
      this.#openOne(path, known);
    }
    this.#isFirst = false;
    this.#forget(present);
  }

  #isReused(path: string, known: TailState): boolean {
    const tail = Tail.open(path, this.#options);
    const isSame = tail.resume(known);
    tail.close();
    return !isSame;
  }

  #openOne(path: string, known: TailState | undefined): void {
    const tail = Tail.open(path, this.#options);
    if (known === undefined || !tail.resume(known)) {
      if (this.#isFirst && this.#options.firstStart === 'end') tail.skipToEnd();
    }
    this.#done.delete(tail.id);
    this.#open.set(tail.id, tail);
  }

  /** Older files first, so that lines come in the order in which they were written. */
  #inOrder(): readonly Tail[] {
    return [...this.#open.values()].sort((a, b) => a.modifiedAt() - b.modifiedAt());
  }

  /** The newest stays open, however still it is. */
  #closeOld(now: number, onLine: OnLine): void {
    for (const tail of this.#inOrder().slice(0, -1)) {
      if (now - tail.modifiedAt() < stillMs) continue;
      tail.finish(onLine);
      this.#done.set(tail.id, tail.state());
      tail.close();
      this.#open.delete(tail.id);
    }
  }

  /** States of files that are gone are not kept for ever. */
  #forget(present: ReadonlySet<string>): void {
    for (const id of this.#done.keys()) if (!present.has(id)) this.#done.delete(id);
  }
}
