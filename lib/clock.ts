/** Time comes in, so that tests can make twenty minutes pass in a millisecond. */
export interface Clock {
  /** Wall time in milliseconds since 1970, as Date.now(). */
  now(): number;
  /** Monotonic milliseconds; only differences mean something. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
