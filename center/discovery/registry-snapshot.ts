import type { Clock } from '../../lib/clock.ts';
import { every, type Loop } from '../../lib/every.ts';
import type { Log } from '../../lib/json-log.ts';
import type { StoredRegistry } from '../registry/registry.ts';

interface SnapshotOptions {
  readonly read: () => Promise<StoredRegistry>;
  readonly clock: Clock;
  readonly log: Log;
  readonly refreshMs: number;
}

/** A reading may take this long on a busy machine. */
const hangMs = 5000;

/** The last registry that could be read. It outlives the database, and says its age. */
export class RegistrySnapshot {
  readonly #options: SnapshotOptions;
  #registry: StoredRegistry | undefined;
  #readAtMs = 0;
  #failing = false;

  constructor(options: SnapshotOptions) {
    this.#options = options;
  }

  /** Undefined until the first success. */
  get registry(): StoredRegistry | undefined {
    return this.#registry;
  }

  /** Whether the last attempt succeeded, and was not long ago: a database may also hang. */
  get fresh(): boolean {
    const limitSeconds = (2 * this.#options.refreshMs + hangMs) / 1000;
    return this.#registry !== undefined && !this.#failing && this.ageSeconds <= limitSeconds;
  }

  get ageSeconds(): number {
    return (this.#options.clock.monotonic() - this.#readAtMs) / 1000;
  }

  /** Reads now and then in a loop; says once that it fails and once that it works again. */
  start(): Loop {
    const { refreshMs, log } = this.#options;
    return every({
      everyMs: refreshMs,
      run: () => this.refresh(),
      onError: (error) => {
        if (!this.#failing) log.error('registry cannot be read', { error });
        this.#failing = true;
      },
    });
  }

  /** Throws what reading throws; the last registry stays. */
  async refresh(): Promise<void> {
    const { read, clock, log } = this.#options;
    const registry = await read();
    this.#registry = registry;
    this.#readAtMs = clock.monotonic();
    if (this.#failing) log.info('registry can be read again');
    this.#failing = false;
  }
}
