/** At most so many messages within a time. */
export interface Limit {
  readonly count: number;
  readonly withinMs: number;
}

/** The earliest moment from `at` on at which one more keeps all limits, after those that have left or will leave. */
export function nextSlot(times: readonly number[], at: number, limits: readonly Limit[]): number {
  const sorted = [...times].sort((left, right) => left - right);
  let slot = at;
  for (;;) {
    const later = limits.map(({ count, withinMs }) => {
      const within = sorted.filter((time) => time > slot - withinMs && time <= slot + withinMs);
      // Room comes when the oldest of those that fill it has left the window.
      const blocking = within.at(-count);
      return within.length < count || blocking === undefined ? slot : blocking + withinMs;
    });
    const next = Math.max(slot, ...later);
    if (next === slot) return slot;
    slot = next;
  }
}
