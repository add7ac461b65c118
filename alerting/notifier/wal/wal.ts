import { statSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import type { Clock } from '../../../lib/clock.ts';
import { type Cut, identityOf, recover, segmentPath, segmentsIn } from './folder.ts';
import { lockFolder } from './lock.ts';
import { SegmentWriter, sizeOnDisk } from './segment-writer.ts';

export interface WalOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** A segment is closed when it is larger than this. */
  readonly segmentBytes: number;
  /** Read records are kept this long … */
  readonly keepMs: number;
  /** … unless the log grows above this; unread ones are never deleted, then appending is refused. */
  readonly maxBytes: number;
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds the memory of webhooks that wait for the disk; beyond it they are refused, and Alertmanager sends again. */
const maxWaitingBytes = 64 * 1024 * 1024;
const maxBatchBytes = 8 * 1024 * 1024;

/**
 * Write-ahead log: a record is on the disk before `append` returns its number. Records that wait
 * while the disk is busy share the next fsync (group commit).
 */
export class Wal {
  readonly identity: string;
  readonly folder: string;
  readonly cuts: readonly Cut[];
  readonly #options: WalOptions;
  readonly #unlock: () => Promise<void>;
  #writer: SegmentWriter | undefined;
  #queue: Waiting[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #nextSeq: number;
  #durableSeq: number;
  #bytes: number;
  #closed = false;
  #appended = Promise.withResolvers<void>();

  private constructor(
    options: WalOptions,
    start: { identity: string; unlock: () => Promise<void>; lastSeq: number; cuts: readonly Cut[] },
  ) {
    this.folder = options.folder;
    this.#options = options;
    this.identity = start.identity;
    this.#unlock = start.unlock;
    this.cuts = start.cuts;
    this.#nextSeq = start.lastSeq + 1;
    this.#durableSeq = start.lastSeq;
    this.#bytes = bytesIn(options.folder);
  }

  /** Opens or creates the log, cuts a torn tail; refuses a folder that another process writes to. */
  static async open(options: WalOptions): Promise<Wal> {
    const identity = identityOf(options.folder);
    const unlock = await lockFolder(options.folder);
    const { lastSeq, cuts } = await recover(options.folder);
    return new Wal(options, { identity, unlock, lastSeq, cuts });
  }

  /** Number of the last record that is safe on the disk. */
  get durableSeq(): number {
    return this.#durableSeq;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Resolves when a record has been appended after this call. */
  get nextAppend(): Promise<void> {
    return this.#appended.promise;
  }

  /** Returns the record's number once it is on the disk; throws when the disk refuses or the log is full. */
  append(payload: Uint8Array): Promise<number> {
    if (this.#closed) return Promise.reject(new Error(`${this.folder}: the log is closed`));
    if (this.#waitingBytes + payload.length > maxWaitingBytes) {
      return Promise.reject(new Error(`${this.folder}: too much waits for the disk`));
    }
    this.#waitingBytes += payload.length;
    return new Promise((resolve, reject) => {
      this.#queue.push({ payload, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Deletes segments that were read up to `readSeq` and are old, or too many. */
  async trim(readSeq: number): Promise<void> {
    const segments = segmentsIn(this.folder);
    for (const [at, { path }] of segments.entries()) {
      const next = segments[at + 1];
      if (next === undefined || next.firstSeq - 1 > readSeq || path === this.#writer?.path) return;
      const { size, mtimeMs } = statSync(path);
      const isOld = this.#options.clock.now() - mtimeMs > this.#options.keepMs;
      if (!isOld && this.#bytes <= this.#options.maxBytes / 2) return;
      await unlink(path);
      this.#bytes -= size;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.#writer?.close();
    await this.#unlock();
    this.#appended.resolve();
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve(); // whoever appends in this turn of the event loop shares the first fsync
    while (this.#queue.length > 0) {
      const batch = this.#takeBatch();
      try {
        await this.#write(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { payload } of this.#queue) {
      if (count > 0 && bytes + payload.length > maxBatchBytes) break;
      bytes += payload.length;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    return this.#queue.splice(0, count);
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const payloads = batch.map(({ payload }) => payload);
    const bytes = payloads.reduce((sum, payload) => sum + sizeOnDisk(payload), 0);
    if (this.#bytes + bytes > this.#options.maxBytes) {
      throw new Error(`${this.folder}: the log is full, ${this.#bytes} bytes`);
    }
    const firstSeq = this.#nextSeq;
    this.#nextSeq += batch.length; // numbers of a failed write are never used again
    try {
      this.#writer ??= await this.#createSegment(firstSeq);
      await this.#writer.append(firstSeq, payloads);
    } catch (error) {
      await this.#leaveSegment(); // after a failed fsync nobody knows what the old file holds
      throw error;
    }
    this.#bytes += bytes;
    this.#durableSeq = firstSeq + batch.length - 1;
    for (const [at, { resolve }] of batch.entries()) resolve(firstSeq + at);
    this.#tellReaders();
    if (this.#writer.size > this.#options.segmentBytes) await this.#leaveSegment();
  }

  #createSegment(firstSeq: number): Promise<SegmentWriter> {
    return SegmentWriter.create(segmentPath(this.folder, firstSeq), {
      firstSeq,
      previousLastSeq: this.#durableSeq,
    });
  }

  async #leaveSegment(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close().catch(() => {});
  }

  #tellReaders(): void {
    this.#appended.resolve();
    this.#appended = Promise.withResolvers<void>();
  }
}

function bytesIn(folder: string): number {
  return segmentsIn(folder).reduce((sum, { path }) => sum + statSync(path).size, 0);
}
