type Run = () => Promise<void> | void;

interface Entry {
  readonly atMs: number;
  readonly serial: number;
  readonly run: Run;
}

/**
 * What is to be done, and when, on a clock of its own: the clock stands still while something is done, and jumps to the
 * next thing. So a day can pass in seconds, and the same seed makes the same day at any speed.
 */
export class Agenda {
  readonly #onError: (error: unknown) => void;
  readonly #heap: Entry[] = [];
  #nowMs: number;
  #serial = 0;

  /** `onError` gets what an entry threw; the agenda goes on. */
  constructor(startMs: number, onError: (error: unknown) => void) {
    this.#nowMs = startMs;
    this.#onError = onError;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** When the next thing is due; undefined when nothing is. */
  get nextMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  /** Never in the past: what is late is done next. */
  at(atMs: number, run: Run): void {
    this.#serial += 1;
    const entry = { atMs: Math.max(atMs, this.#nowMs), serial: this.#serial, run };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
  }

  after(delayMs: number, run: Run): void {
    this.at(this.#nowMs + delayMs, run);
  }

  /** Again and again, first after one period. */
  every(periodMs: number, run: Run): void {
    this.after(periodMs, async () => {
      this.every(periodMs, run);
      await run();
    });
  }

  /** Does what is due until this moment, one after the other, and sets the clock to it. */
  async advanceTo(untilMs: number, signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const next = this.#heap[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#pop();
      this.#nowMs = next.atMs;
      try {
        await next.run();
      } catch (error) {
        this.#onError(error);
      }
    }
    if (signal?.aborted !== true) this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (this.#isBefore(parent, at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let first = at;
      if (left < this.#heap.length && this.#isBefore(left, first)) first = left;
      if (right < this.#heap.length && this.#isBefore(right, first)) first = right;
      if (first === at) return;
      this.#swap(at, first);
      at = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.atMs === other.atMs ? one.serial < other.serial : one.atMs < other.atMs;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
