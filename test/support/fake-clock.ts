import type { Clock } from '../../lib/clock.ts';

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  readonly startedAt: number;
  #now: number;

  constructor(startedAt: number) {
    this.startedAt = startedAt;
    this.#now = startedAt;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.startedAt;
  }

  /** Moves to a wall time, never back. */
  moveTo(ms: number): void {
    this.#now = Math.max(this.#now, ms);
  }
}
