import { closeSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeGb18030 } from './gb18030.ts';
import { day, hour } from './times.ts';

export type Encoding = 'gb18030' | 'utf8' | 'utf8-bom' | 'utf16le' | 'utf16be';

interface HourlyLogOptions {
  /** Folder of the days. */
  readonly folder: string;
  readonly encoding: Encoding;
}

const marks: Readonly<Record<Encoding, readonly number[]>> = {
  gb18030: [],
  utf8: [],
  'utf8-bom': [0xef, 0xbb, 0xbf],
  utf16le: [0xff, 0xfe],
  utf16be: [0xfe, 0xff],
};

/** A log of one file per hour of local time, `yyyyMMdd/HH.txt`; lines end with CRLF. It only appends. */
export class HourlyLog {
  readonly #folder: string;
  #encoding: Encoding;
  #open: { readonly name: string; readonly file: number } | undefined;

  constructor({ folder, encoding }: HourlyLogOptions) {
    this.#folder = folder;
    this.#encoding = encoding;
  }

  get folder(): string {
    return this.#folder;
  }

  get encoding(): Encoding {
    return this.#encoding;
  }

  /** For the next file; the open one is left as it is. */
  set encoding(encoding: Encoding) {
    this.#encoding = encoding;
    this.close();
  }

  /** One entry; throws as the disk does. */
  write(atMs: number, text: string): void {
    this.#append(atMs, this.#encode(`${text}\r\n`));
  }

  /** The first part of an entry and nothing more, as a crash leaves it; may end within a character. */
  tear(atMs: number, text: string, share: number): void {
    const bytes = this.#encode(text);
    const size = Math.max(1, Math.min(bytes.length - 1, Math.floor(bytes.length * share)));
    this.#append(atMs, bytes.subarray(0, size));
  }

  /** Lets go of the file; the next entry opens what then has its name. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.file);
    this.#open = undefined;
  }

  #append(atMs: number, bytes: Uint8Array): void {
    const file = this.#fileOf(atMs);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  }

  #fileOf(atMs: number): number {
    const name = join(day(atMs), `${hour(atMs)}.txt`);
    if (this.#open?.name === name) return this.#open.file;
    this.close();
    mkdirSync(join(this.#folder, day(atMs)), { recursive: true });
    const file = openSync(join(this.#folder, name), 'a');
    if (fstatSync(file).size === 0) writeSync(file, Uint8Array.from(marks[this.#encoding]));
    this.#open = { name, file };
    return file;
  }

  #encode(text: string): Buffer {
    if (this.#encoding === 'gb18030') return encodeGb18030(text);
    if (this.#encoding === 'utf16le') return Buffer.from(text, 'utf16le');
    if (this.#encoding === 'utf16be') return Buffer.from(text, 'utf16le').swap16();
    return Buffer.from(text, 'utf8');
  }
}
