import { closeSync, fstatSync, globSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseText, type TextFamily } from './parse-text.ts';

export type Quarantine = 'unreadable' | 'too_large' | 'syntax' | 'conflict';

/** What one file is worth now. */
export interface TextFile {
  /** As node_exporter's label `file`: the path. */
  readonly file: string;
  /** Seconds since 1970, only of a good file. */
  readonly modified: number;
  readonly quarantine?: Quarantine;
  readonly reason?: string;
  readonly families: readonly TextFamily[];
}

interface Options {
  /** Folders, or patterns of folders such as `/var/lib/x/*`. */
  readonly directories: readonly string[];
  readonly maxBytes: number;
}

const maxFiles = 200;

/** Reads `*.prom` files; one that has not changed is not read again. */
export class TextFiles {
  readonly #options: Options;
  #known = new Map<string, { readonly stamp: string; readonly file: TextFile }>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** All files in the order of their paths; throws only when there are too many. */
  read(): readonly TextFile[] {
    const paths = this.#options.directories
      .flatMap((directory) => globSync(join(directory, '*.prom')))
      .sort();
    if (paths.length > maxFiles) {
      throw new Error(`${paths.length} textfiles, expected at most ${maxFiles}`);
    }
    const known = new Map<string, { stamp: string; file: TextFile }>();
    for (const path of new Set(paths)) known.set(path, this.#readOne(path));
    this.#known = known;
    return [...known.values()].map(({ file }) => file);
  }

  #readOne(path: string): { readonly stamp: string; readonly file: TextFile } {
    try {
      const descriptor = openSync(path, 'r');
      try {
        return this.#readOpen(path, descriptor);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'cannot be read';
      return { stamp: '', file: bad(path, 'unreadable', reason) };
    }
  }

  #readOpen(path: string, descriptor: number): { readonly stamp: string; readonly file: TextFile } {
    const { ino, mtimeMs, size } = fstatSync(descriptor);
    const stamp = `${ino}:${mtimeMs}:${size}`;
    const before = this.#known.get(path);
    if (before?.stamp === stamp) return before;
    const { maxBytes } = this.#options;
    if (size > maxBytes) {
      return { stamp, file: bad(path, 'too_large', `${size} bytes, expected at most ${maxBytes}`) };
    }
    const bytes = Buffer.alloc(size);
    const length = readSync(descriptor, bytes, 0, size, 0);
    try {
      const families = parseText(decode(bytes.subarray(0, length)));
      return { stamp, file: { file: path, modified: mtimeMs / 1000, families } };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'bad';
      return { stamp, file: bad(path, 'syntax', reason) };
    }
  }
}

function bad(file: string, quarantine: Quarantine, reason: string): TextFile {
  return {
    file,
    modified: Number.NaN,
    quarantine,
    reason: `${basename(file)}: ${reason}`,
    families: [],
  };
}

/** UTF-8 or, as Windows tools write it, UTF-16 with its mark; anything that is not text throws. */
function decode(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  return new TextDecoder(encoding, { fatal: true }).decode(bytes); // takes the mark away
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
