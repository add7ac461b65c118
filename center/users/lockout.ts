const free = 5;
const firstLockMs = 15 * 60_000;
const longestLockMs = 24 * 3_600_000;

/** What an account remembers of wrong sign-ins. */
export interface Failures {
  /** In a row. */
  readonly count: number;
  /** Until when nobody may try, in milliseconds since 1970; 0 when anybody may. */
  readonly lockedUntil: number;
}

export const noFailures: Failures = { count: 0, lockedUntil: 0 };

/** One more failure: the fifth locks for 15 minutes, each further one twice as long, a day at most. */
export function afterFailure({ count }: Failures, nowMs: number): Failures {
  const failed = count + 1;
  if (failed < free) return { count: failed, lockedUntil: 0 };
  const lockMs = Math.min(firstLockMs * 2 ** (failed - free), longestLockMs);
  return { count: failed, lockedUntil: nowMs + lockMs };
}

/** Seconds until the next try; 0 when it may be now. */
export function waitSeconds({ lockedUntil }: Failures, nowMs: number): number {
  return Math.max(0, Math.ceil((lockedUntil - nowMs) / 1000));
}
