import { closeSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeGb18030 } from './gb18030.ts';
import { day, hour } from './times.ts';

export const encodings = ['gb18030', 'utf8', 'utf8-bom', 'utf16le', 'utf16be'] as const;
export type Encoding = (typeof encodings)[number];

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
  /** A file keeps the encoding that it began with. */
  #begun: { readonly name: string; readonly encoding: Encoding } | undefined;

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

  /** For the next file; the open one goes on as it began. */
  set encoding(encoding: Encoding) {
    this.#encoding = encoding;
  }

  /** One entry; throws as the disk does. */
  write(atMs: number, text: string): void {
    const file = this.#fileOf(atMs);
    append(file, encode(`${text}\r\n`, this.#fileEncoding));
  }

  /** The first part of an entry and nothing more, as a crash leaves it; may end within a character. */
  tear(atMs: number, text: string, share: number): void {
    const file = this.#fileOf(atMs);
    const bytes = encode(text, this.#fileEncoding);
    const size = Math.max(1, Math.min(bytes.length - 1, Math.floor(bytes.length * share)));
    // Half a unit of UTF-16 would make everything behind it unreadable, for people too.
    const unit = this.#fileEncoding.startsWith('utf16') ? 2 : 1;
    append(file, bytes.subarray(0, Math.max(unit, size - (size % unit))));
  }

  /** Lets go of the file; the next entry opens what then has its name. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.file);
    this.#open = undefined;
  }

  get #fileEncoding(): Encoding {
    return this.#begun?.encoding ?? this.#encoding;
  }

  #fileOf(atMs: number): number {
    const name = join(day(atMs), `${hour(atMs)}.txt`);
    if (this.#open?.name === name) return this.#open.file;
    this.close();
    mkdirSync(join(this.#folder, day(atMs)), { recursive: true });
    const file = openSync(join(this.#folder, name), 'a');
    const isNew = fstatSync(file).size === 0;
    if (isNew || this.#begun?.name !== name) this.#begun = { name, encoding: this.#encoding };
    if (isNew) append(file, Uint8Array.from(marks[this.#fileEncoding]));
    this.#open = { name, file };
    return file;
  }
}

function append(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'gb18030') return encodeGb18030(text);
  if (encoding === 'utf16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf16be') return Buffer.from(text, 'utf16le').swap16();
  return Buffer.from(text, 'utf8');
}
