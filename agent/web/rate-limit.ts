import type { Clock } from '../../lib/clock.ts';

/** Token bucket: one request per interval, unused ones saved up to `burst`. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(clock: Clock, { intervalMs, burst }: { intervalMs: number; burst: number }) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = clock.monotonic();
  }

  /** Takes a token if there is one. */
  allow(): boolean {
    const now = this.#clock.monotonic();
    const earned = (now - this.#at) / this.#intervalMs;
    this.#tokens = Math.min(this.#burst, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
