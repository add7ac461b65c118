/** What the page knows about the center and Prometheus behind it. Times are milliseconds of the local clock. */
export type Contact =
  | { readonly state: 'waiting' }
  | Answering
  | {
      readonly state: 'lost';
      /** The last answer, or the first failure if there never was one. */
      readonly sinceMs: number;
      readonly reason: string;
    };

interface Answering {
  readonly state: 'answering';
  readonly atMs: number;
  /** Age of the newest sample when it was asked for; absent while the series is not recorded. */
  readonly age?: { readonly seconds: number; readonly atMs: number };
  /** How far the local clock is ahead of Prometheus' clock. */
  readonly clockAheadMs?: number;
}

export interface Measured {
  readonly atMs: number;
  readonly ageSeconds?: number;
  readonly clockAheadMs?: number;
}

/** Keeps the present contact and tells who listens. It never changes its mind by itself: no timers here. */
export class ContactKeeper {
  #contact: Contact = { state: 'waiting' };
  readonly #listeners = new Set<() => void>();

  get current(): Contact {
    return this.#contact;
  }

  /** Calls `listener` after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something answered. */
  answered({ atMs, ageSeconds, clockAheadMs }: Measured): void {
    this.#become({
      state: 'answering',
      atMs,
      ...(ageSeconds === undefined ? {} : { age: { seconds: ageSeconds, atMs } }),
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
    });
  }

  /** Nobody answered, and a second try did not help either. */
  lost(atMs: number, reason: string): void {
    const before = this.#contact;
    if (before.state === 'lost') {
      if (before.reason !== reason) this.#become({ ...before, reason });
      return;
    }
    const sinceMs = before.state === 'answering' ? before.atMs : atMs;
    this.#become({ state: 'lost', sinceMs, reason });
  }

  #become(contact: Contact): void {
    this.#contact = contact;
    for (const listener of this.#listeners) listener();
  }
}
