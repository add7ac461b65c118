import { basename } from 'node:path';
import { segmentsIn } from './folder.ts';
import { headerBytes } from './frame.ts';
import { SegmentFile, type WalRecord } from './segment.ts';
import type { Wal } from './wal.ts';

/** A place of the log without intact records, told once so that it can be booked. */
export interface Damage {
  readonly segment: string;
  readonly reason: string;
}

export type WalItem =
  | { readonly kind: 'record'; readonly record: WalRecord }
  | { readonly kind: 'damage'; readonly damage: Damage };

/** Reads records in order, after `seq` and only what is durable; keeps its place between calls. */
export class WalReader {
  readonly #wal: Wal;
  #seq: number;
  #file: SegmentFile | undefined;
  #firstSeqOfFile = -1;
  #offset = headerBytes;

  constructor(wal: Wal, seq: number) {
    this.#wal = wal;
    this.#seq = seq;
  }

  /** The next record or damage, or nothing when all that is durable has been read. */
  async next(): Promise<WalItem | undefined> {
    while (this.#seq < this.#wal.durableSeq) {
      if (this.#file === undefined) {
        const missing = await this.#openNext();
        if (missing === 'none') return undefined;
        if (missing !== undefined) return { kind: 'damage', damage: missing };
      }
      const item = await this.#step();
      if (item !== undefined) return item;
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#leave();
  }

  async #step(): Promise<WalItem | undefined> {
    const file = this.#file;
    if (file === undefined) return undefined;
    const found = await file.at(this.#offset, 0);
    if (found.kind === 'end') {
      await this.#leave();
      return undefined;
    }
    const from = this.#offset;
    this.#offset = found.end;
    if (found.kind === 'damage') {
      const reason = `bytes ${from} to ${found.end} hold no intact record`;
      return { kind: 'damage', damage: { segment: basename(file.path), reason } };
    }
    if (found.record.seq <= this.#seq) return undefined; // read before this program started
    this.#seq = found.record.seq;
    return { kind: 'record', record: found.record };
  }

  /** Opens the segment that holds the next record. */
  async #openNext(): Promise<Damage | 'none' | undefined> {
    const segments = segmentsIn(this.#wal.folder).filter(
      ({ firstSeq }) => firstSeq > this.#firstSeqOfFile,
    );
    const covering = segments.findLastIndex(({ firstSeq }) => firstSeq <= this.#seq + 1);
    const segment = segments[Math.max(covering, 0)];
    if (segment === undefined) return 'none';
    this.#firstSeqOfFile = segment.firstSeq;
    this.#offset = headerBytes;
    this.#file = await SegmentFile.open(segment.path);
    const header = await this.#file.header();
    const name = basename(segment.path);
    if (header === undefined) return { segment: name, reason: 'the header of the file is damaged' };
    if (header.previousLastSeq <= this.#seq) return undefined;
    const reason = `records ${this.#seq + 1} to ${header.previousLastSeq} before it are missing`;
    return { segment: name, reason };
  }

  async #leave(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
