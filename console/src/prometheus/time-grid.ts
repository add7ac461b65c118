/** The moments a range query asks for. */
export interface TimeGrid {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly stepSeconds: number;
}

interface Wish {
  readonly fromMs: number;
  readonly toMs: number;
  /** What fits the panel's pixels. */
  readonly intervalMs: number;
  /** The query's own least step, if it has one. */
  readonly leastStepSeconds?: number;
  readonly scrapeSeconds: number;
}

/** Prometheus refuses a range query with more points a series. */
const mostPoints = 11_000;

/** Whole steps, aligned to the step: a refresh then moves the curve, and forty screens ask the same question. */
export function timeGrid(wish: Wish): TimeGrid {
  const from = wish.fromMs / 1000;
  const to = wish.toMs / 1000;
  const stepSeconds = Math.ceil(
    Math.max(
      wish.intervalMs / 1000,
      wish.leastStepSeconds ?? 0,
      (to - from) / mostPoints,
      wish.scrapeSeconds,
    ),
  );
  return {
    fromSeconds: Math.floor(from / stepSeconds) * stepSeconds,
    toSeconds: Math.floor(to / stepSeconds) * stepSeconds,
    stepSeconds,
  };
}

/** At least four scrapes, so that rate() has two samples even after a missed scrape. */
export function rateIntervalSeconds(stepSeconds: number, scrapeSeconds: number): number {
  return Math.max(stepSeconds + scrapeSeconds, 4 * scrapeSeconds);
}
