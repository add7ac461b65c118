import type { Clock } from '../../lib/clock.ts';
import { errorMessage } from '../../lib/error-message.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Engine } from './engine.ts';
import { isOurMistake } from './storage/database-error.ts';
import { type WalItem, WalReader } from './wal/reader.ts';
import type { Wal } from './wal/wal.ts';

interface Parts {
  readonly wal: Wal;
  readonly clock: Clock;
  readonly log: Log;
  readonly startEngine: () => Promise<{ engine: Engine; seq: number }>;
  readonly onSkipped: () => void;
  readonly onDamage: () => void;
}

const batchRecords = 64;
const batchBytes = 8 * 1024 * 1024;
const triesOfOne = 3;

/** Moves records from the log into the database, in order, and goes on where it stopped. */
export class Pump {
  readonly #parts: Parts;
  readonly #lastSeqAtOpen: number;
  #engine: Engine | undefined;
  #reader: WalReader | undefined;
  #seq = 0;
  #hasStarted = false;
  #pending: WalItem[] = [];
  /** After a failure records are taken one by one, until it is known which of them is to blame. */
  #oneByOne = false;
  #failures = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#lastSeqAtOpen = parts.wal.durableSeq;
  }

  /** The running engine; absent while the database is away. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** Records on the disk that the database does not contain yet. */
  get unread(): number {
    return Math.max(0, this.#parts.wal.durableSeq - this.#seq);
  }

  /** Number of the last record that the database contains. */
  get seq(): number {
    return this.#seq;
  }

  /** Takes in everything that is on the disk, then what is due by time. Throws when the database is away. */
  async turn(): Promise<void> {
    const { clock } = this.#parts;
    if (this.#engine?.isStale === true) await this.#forget();
    const engine = this.#engine ?? (await this.#start());
    try {
      for (let items = await this.#batch(); items.length > 0; items = await this.#batch()) {
        await this.#takeIn(engine, items);
      }
      await engine.tick(clock.now());
    } catch (error) {
      await this.#forget(); // nobody knows whether the last transaction went through: read it anew
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#forget();
  }

  async #start(): Promise<Engine> {
    const { engine, seq } = await this.#parts.startEngine();
    // Everything in the database was once in the log. If the log has ended before, its end was lost: what
    // has been appended since this start bears those numbers again and is new.
    this.#seq = this.#hasStarted ? seq : Math.min(seq, this.#lastSeqAtOpen);
    this.#hasStarted = true;
    this.#reader = new WalReader(this.#parts.wal, this.#seq);
    this.#engine = engine;
    return engine;
  }

  async #takeIn(engine: Engine, items: readonly WalItem[]): Promise<void> {
    const { clock } = this.#parts;
    try {
      await engine.takeIn(items, clock.now());
      this.#failures = 0;
    } catch (error) {
      if (!isOurMistake(error)) throw error;
      this.#failures += 1;
      const [first] = items;
      if (!this.#oneByOne || this.#failures < triesOfOne || first?.kind !== 'record') {
        this.#oneByOne = true;
        throw error;
      }
      await this.#skip(engine, first.record, error);
    }
    for (const item of items) {
      if (item.kind === 'record') this.#seq = item.record.seq;
      else this.#parts.onDamage();
    }
    this.#pending = [];
    if (this.unread === 0) this.#oneByOne = false;
  }

  async #skip(
    engine: Engine,
    record: { seq: number; payload: Buffer },
    error: unknown,
  ): Promise<void> {
    const { clock, log, onSkipped } = this.#parts;
    log.error('a webhook cannot be taken in and was skipped', { seq: record.seq, error });
    await engine.skip(record, errorMessage(error).slice(0, 500), clock.now());
    onSkipped();
    this.#failures = 0;
  }

  async #batch(): Promise<readonly WalItem[]> {
    const limit = this.#oneByOne ? 1 : batchRecords;
    let bytes = 0;
    while (this.#pending.length < limit && bytes < batchBytes) {
      const item = await this.#reader?.next();
      if (item === undefined) break;
      if (item.kind === 'record') bytes += item.record.payload.length;
      this.#pending.push(item);
    }
    return this.#pending;
  }

  async #forget(): Promise<void> {
    this.#engine = undefined;
    this.#pending = [];
    await this.#reader?.close();
    this.#reader = undefined;
  }
}
