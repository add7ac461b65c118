interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
  /** 0..1, comes in so that tests are repeatable. */
  readonly random?: () => number;
}

/** Delay before try number `attempt` (1 = first retry): exponential, half of it random, so that many callers spread out. */
export function backoffMs(
  attempt: number,
  { firstMs, maxMs, random = Math.random }: Backoff,
): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
