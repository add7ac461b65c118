import type { Clock } from '../../../lib/clock.ts';
import type { Task } from '../../sources/background.ts';
import type { Book } from '../book.ts';
import type { InsuranceSettings } from '../settings.ts';
import { LogReader, type LogState } from './log-reader.ts';

/** Read in one go; between two a scrape gets its turn. */
const sliceBytes = 128 * 1024;
const everyMs = 1000;

export type LogStates = Readonly<Record<string, LogState>>;

/** All logs of the settlement system, read in slices: a backlog of gigabytes never delays a scrape. */
export class Logs {
  readonly #readers: ReadonlyMap<string, LogReader>;
  readonly #clock: Clock;
  #isCaughtUp = false;
  #backlogBytes = 0;

  constructor(
    settings: InsuranceSettings,
    book: Book,
    parts: { clock: Clock; saved?: LogStates | undefined },
  ) {
    const { root, codes, firstStart } = settings;
    this.#clock = parts.clock;
    this.#readers = new Map(
      settings.logs.map((each) => {
        const key = `${each.format} ${each.files.join(' ')}`;
        const options = { root, settings: each, codes, firstStart };
        return [key, new LogReader(options, book, parts.saved?.[key])];
      }),
    );
  }

  /** Counters may not be told before: a scrape would see them fall behind what it saw before a restart. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  task(afterSlice: () => void): Task {
    return {
      name: 'insurance_logs',
      everyMs,
      timeoutMs: 3_600_000, // a backlog of gigabytes takes its time
      run: async (signal) => {
        await this.#readAll(signal, afterSlice);
        return [];
      },
    };
  }

  get backlogBytes(): number {
    return this.#backlogBytes;
  }

  states(): LogStates {
    return Object.fromEntries([...this.#readers].map(([key, reader]) => [key, reader.state()]));
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close();
  }

  async #readAll(signal: AbortSignal, afterSlice: () => void): Promise<void> {
    const behind = new Map<string, number>();
    for (const [key, reader] of this.#readers) {
      while (!signal.aborted) {
        const startedAt = performance.now();
        const { bytes, backlogBytes } = reader.read(sliceBytes, this.#clock.now());
        behind.set(key, backlogBytes);
        this.#backlogBytes = [...behind.values()].reduce((sum, each) => sum + each, 0);
        afterSlice();
        if (bytes < sliceBytes / 2) break;
        await rest(performance.now() - startedAt);
      }
    }
    if (!signal.aborted) this.#isCaughtUp = true;
  }
}

/** As long as the work took: at most half of a core is ours while we catch up. */
function rest(workedMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(1, workedMs)));
}
