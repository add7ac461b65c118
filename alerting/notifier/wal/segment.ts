import { type FileHandle, open } from 'node:fs/promises';
import {
  decodeFrameHead,
  decodeHeader,
  frameHeadBytes,
  frameMagic,
  headerBytes,
  isIntact,
  maxPayloadBytes,
  type SegmentHeader,
} from './frame.ts';

export interface WalRecord {
  readonly seq: number;
  readonly payload: Buffer;
}

/** What stands at a place of a segment file. */
export type Found =
  | { readonly kind: 'record'; readonly record: WalRecord; readonly end: number }
  | { readonly kind: 'end' }
  /** Bytes that are no frame; `end` is where the next intact frame begins, or the end of the file. */
  | { readonly kind: 'damage'; readonly end: number; readonly tail: boolean };

/** Reads one segment file at any place; it never returns a record whose checksum does not fit. */
export class SegmentFile {
  readonly path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async open(path: string): Promise<SegmentFile> {
    return new SegmentFile(path, await open(path, 'r'));
  }

  async header(): Promise<SegmentHeader | undefined> {
    return decodeHeader(await this.#read(0, headerBytes));
  }

  /** The record at `offset`, the end, or damage; a record must have a number above `afterSeq`. */
  async at(offset: number, afterSeq: number): Promise<Found> {
    const head = await this.#read(offset, frameHeadBytes);
    if (head.length === 0) return { kind: 'end' };
    const frame = decodeFrameHead(head);
    if (frame !== undefined && frame.seq > afterSeq) {
      const payload = await this.#read(offset + frameHeadBytes, frame.length);
      const end = offset + frameHeadBytes + frame.length;
      if (payload.length === frame.length && isIntact(head, payload)) {
        return { kind: 'record', record: { seq: frame.seq, payload }, end };
      }
    }
    return this.#nextIntact(offset, afterSeq);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Looks behind damaged bytes for the next intact frame. Rare, so it reads the rest at once. */
  async #nextIntact(from: number, afterSeq: number): Promise<Found> {
    const { size } = await this.#file.stat();
    const rest = await this.#read(from, size - from);
    for (let at = rest.indexOf(frameMagic, 1); at !== -1; at = rest.indexOf(frameMagic, at + 1)) {
      if (isFrameAt(rest, at, afterSeq)) return { kind: 'damage', end: from + at, tail: false };
    }
    return { kind: 'damage', end: size, tail: true };
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  }
}

function isFrameAt(bytes: Buffer, at: number, afterSeq: number): boolean {
  const head = bytes.subarray(at, at + frameHeadBytes);
  const frame = decodeFrameHead(head);
  if (frame === undefined || frame.seq <= afterSeq || frame.length > maxPayloadBytes) return false;
  const payload = bytes.subarray(at + frameHeadBytes, at + frameHeadBytes + frame.length);
  return payload.length === frame.length && isIntact(head, payload);
}
