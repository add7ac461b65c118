interface Booking {
  /** Settlements since the last booking. */
  readonly added: number;
  readonly isOffline: boolean;
  readonly drainPerSecond: number;
}

/** Offline settlements that wait for the line: grows while it is cut, is sent off at a steady rate afterwards. */
export class Backlog {
  #size = 0;
  #atMs = 0;
  /** When the oldest and the newest waiting record was made. */
  #oldestMs = 0;
  #newestMs = 0;

  /** Waiting records at this moment when none were added since the last booking. */
  sizeAt(atMs: number, drainPerSecond: number): number {
    if (this.#size === 0) return 0;
    const sent = Math.floor(((atMs - this.#atMs) / 1000) * drainPerSecond);
    return Math.max(0, this.#size - sent);
  }

  /** Seconds since the oldest waiting record was made, when `size` are waiting; oldest go first. */
  oldestAgeSeconds(atMs: number, size: number): number {
    if (size <= 0) return 0;
    if (this.#size === 0) return Math.max(0, (atMs - this.#atMs) / 1000);
    const sent = Math.max(0, 1 - size / this.#size);
    return Math.max(0, (atMs - this.#oldestMs - sent * (this.#newestMs - this.#oldestMs)) / 1000);
  }

  /** Called at every change of conditions, with the conditions until then. */
  book(atMs: number, { added, isOffline, drainPerSecond }: Booking): void {
    if (isOffline) {
      if (this.#size === 0) this.#oldestMs = this.#atMs;
      this.#size += added;
      this.#newestMs = atMs;
    } else {
      const left = this.sizeAt(atMs, drainPerSecond);
      this.#oldestMs = atMs - this.oldestAgeSeconds(atMs, left) * 1000;
      this.#size = left;
    }
    this.#atMs = atMs;
  }
}
