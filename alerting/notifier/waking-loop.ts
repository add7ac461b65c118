import type { Loop } from '../../lib/every.ts';

interface Options {
  /** Longest time between two runs. */
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Runs now, when woken, and at the latest after a period. Runs never overlap; woken while it runs, it runs again. */
export class WakingLoop implements Loop {
  readonly #options: Options;
  #stopped = false;
  #isWoken = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.wake();
  }

  wake(): void {
    this.#isWoken = true;
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#running ??= this.#runAll();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#isWoken && !this.#stopped) {
      this.#isWoken = false;
      try {
        await this.#options.run();
      } catch (error) {
        this.#options.onError(error);
        this.#isWoken = false; // a failure waits for its period, however often it is woken meanwhile
      }
    }
    this.#running = undefined;
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), this.#options.everyMs);
  }
}
