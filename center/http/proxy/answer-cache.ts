import type { Clock } from '../../../lib/clock.ts';

/** A good answer of Prometheus, as bytes. */
export interface Answer {
  readonly body: Buffer;
}

interface CacheOptions {
  readonly clock: Clock;
  readonly keepMs: number;
  readonly maxBytes: number;
}

type Found<T> = { readonly answer: Promise<T>; readonly how: 'cached' | 'joined' | 'fetched' };

/**
 * Equal requests get one answer: those that arrive while it is made wait for it (single flight),
 * those within `keepMs` after it get a copy. Failures are shared by those who waited, never kept.
 */
export class AnswerCache<T extends Answer> {
  readonly #options: CacheOptions;
  readonly #flying = new Map<string, Promise<T>>();
  /** In the order of their end, which is also the order of their making. */
  readonly #kept = new Map<string, { readonly answer: T; readonly until: number }>();
  #bytes = 0;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  get(key: string, make: () => Promise<T>): Found<T> {
    this.#dropOld();
    const kept = this.#kept.get(key);
    if (kept !== undefined) return { answer: Promise.resolve(kept.answer), how: 'cached' };
    const flying = this.#flying.get(key);
    if (flying !== undefined) return { answer: flying, how: 'joined' };
    const answer = this.#make(key, make);
    this.#flying.set(key, answer);
    return { answer, how: 'fetched' };
  }

  async #make(key: string, make: () => Promise<T>): Promise<T> {
    try {
      const answer = await make();
      this.#keep(key, answer);
      return answer;
    } finally {
      this.#flying.delete(key);
    }
  }

  #keep(key: string, answer: T): void {
    const { clock, keepMs, maxBytes } = this.#options;
    if (answer.body.length > maxBytes) return;
    this.#kept.set(key, { answer, until: clock.monotonic() + keepMs });
    this.#bytes += answer.body.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= maxBytes) return;
      this.#drop(oldest);
    }
  }

  #dropOld(): void {
    const now = this.#options.clock.monotonic();
    for (const [key, { until }] of this.#kept) {
      if (until > now) return;
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.answer.body.length ?? 0;
    this.#kept.delete(key);
  }
}
