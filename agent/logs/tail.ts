import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Encoding, type LineDecoder, lineDecoder } from './line-decoder.ts';

/** Where reading stands in one file; survives a restart. */
export interface TailState {
  /** Device and inode. */
  readonly id: string;
  /** SHA-256 of the first bytes, so that a number used again for another file is noticed. */
  readonly head: string;
  readonly headBytes: number;
  /** Behind the last line that was handed on. */
  readonly offset: number;
  /** SHA-256 of the bytes before the offset: two files may begin alike, a copy is alike up to here. */
  readonly last?: string | undefined;
}

export interface TailOptions {
  readonly encoding: Encoding;
  /** Longer lines are passed over and counted. */
  readonly maxLineBytes: number;
}

export interface Progress {
  /** Read in this turn. */
  readonly bytes: number;
  readonly tooLong: number;
  /** Whether nothing was left behind the offset but an unfinished line. */
  readonly isAtEnd: boolean;
}

export type OnLine = (line: string) => void;

const headSize = 256;

/** One open log file, read line by line; stays open when the file is renamed, so that its last lines are not lost. */
export class Tail {
  readonly path: string;
  readonly id: string;
  readonly #descriptor: number;
  readonly #options: TailOptions;
  #decoder: LineDecoder | undefined;
  #offset: number;
  /** In the middle of a line that is too long. */
  #isSkipping = false;

  private constructor(path: string, descriptor: number, options: TailOptions) {
    const { dev, ino } = fstatSync(descriptor);
    this.path = path;
    this.id = `${dev}:${ino}`;
    this.#descriptor = descriptor;
    this.#options = options;
    this.#offset = 0;
  }

  /** Throws when the file cannot be opened. */
  static open(path: string, options: TailOptions): Tail {
    return new Tail(path, openSync(path, 'r'), options);
  }

  /** Goes on where a state ends; false when the state is of another file. A copy of the file begins as it does. */
  resume(state: TailState, isCopy = false): boolean {
    if ((!isCopy && state.id !== this.id) || state.offset > this.#size()) return false;
    if (this.#hash(0, state.headBytes) !== state.head) return false;
    if (isCopy && this.#lastHash(state.offset) !== state.last) return false;
    this.#offset = state.offset;
    return true;
  }

  /** Leaves out what is there already, but not the beginning of a line that is still being written. */
  skipToEnd(): void {
    const size = this.#size();
    const decoder = this.#decoderNow();
    const from = alignDown(Math.max(decoder.markBytes, size - this.#options.maxLineBytes), decoder);
    const bytes = this.#read(from, size - from);
    let end = 0;
    for (let next = decoder.lineEnd(bytes, 0); next >= 0; next = decoder.lineEnd(bytes, next))
      end = next;
    this.#offset = end > 0 || from === decoder.markBytes ? from + end : size;
  }

  state(): TailState {
    const headBytes = Math.min(headSize, this.#offset);
    const last = this.#lastHash(this.#offset);
    return { id: this.id, head: this.#hash(0, headBytes), headBytes, offset: this.#offset, last };
  }

  /** Hands on whole lines, at most `maxBytes` of them; an unfinished line waits for its end. */
  read(maxBytes: number, onLine: OnLine): Progress {
    const size = this.#size();
    if (size < this.#offset) this.#restart();
    const decoder = this.#decoderNow();
    this.#offset = Math.max(this.#offset, Math.min(size, decoder.markBytes));
    const bytes = this.#read(this.#offset, Math.min(maxBytes, size - this.#offset));
    let from = 0;
    let tooLong = 0;
    for (let end = decoder.lineEnd(bytes, 0); end >= 0; end = decoder.lineEnd(bytes, end)) {
      const line = bytes.subarray(from, end - decoder.unit);
      if (this.#isSkipping || line.length > this.#options.maxLineBytes) tooLong += 1;
      else onLine(decoder.decode(line));
      this.#isSkipping = false;
      from = end;
    }
    this.#offset += from;
    this.#passOverLong(bytes.length - from);
    return { bytes: bytes.length, tooLong, isAtEnd: this.#offset + (bytes.length - from) >= size };
  }

  /** The file will not grow any more: what stands behind the last line end is a line too. */
  finish(onLine: OnLine): void {
    const rest = this.#read(
      this.#offset,
      Math.min(this.#size() - this.#offset, this.#options.maxLineBytes),
    );
    if (rest.length > 0 && !this.#isSkipping) onLine(this.#decoderNow().decode(rest));
    this.#offset = this.#size();
  }

  /** Bytes behind the offset; fewer than none when the file was cut. */
  rest(): number {
    return this.#size() - this.#offset;
  }

  /** The first bytes. */
  head(bytes: number): Buffer {
    return this.#read(0, bytes);
  }

  /** Wall time in milliseconds of the last write to it. */
  modifiedAt(): number {
    return fstatSync(this.#descriptor).mtimeMs;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #passOverLong(unfinishedBytes: number): void {
    if (unfinishedBytes <= this.#options.maxLineBytes) return;
    this.#isSkipping = true; // memory stays bounded; the line is counted at its end
    this.#offset += unfinishedBytes - (unfinishedBytes % this.#decoderNow().unit);
  }

  /** The file was cut (copytruncate): what is there now is new. */
  #restart(): void {
    this.#offset = 0;
    this.#isSkipping = false;
    this.#decoder = undefined;
  }

  /** Known only once the first bytes are there. */
  #decoderNow(): LineDecoder {
    if (this.#decoder !== undefined) return this.#decoder;
    const head = this.#read(0, 4);
    const decoder = lineDecoder(this.#options.encoding, head);
    if (head.length >= 3) this.#decoder = decoder;
    return decoder;
  }

  #lastHash(offset: number): string {
    const from = Math.max(0, offset - headSize);
    return this.#hash(from, offset - from);
  }

  #hash(from: number, bytes: number): string {
    return createHash('sha256').update(this.#read(from, bytes)).digest('hex');
  }

  #read(from: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, length));
    const got = bytes.length === 0 ? 0 : readSync(this.#descriptor, bytes, 0, bytes.length, from);
    return bytes.subarray(0, got);
  }

  #size(): number {
    return fstatSync(this.#descriptor).size;
  }
}

function alignDown(offset: number, { markBytes, unit }: LineDecoder): number {
  return offset - ((offset - markBytes) % unit);
}
