import { at } from './hours.ts';
import { normalBelow } from './normal.ts';
import { theilSen } from './theil-sen.ts';

/** A floor that rises: days until it meets the limit. */
export interface Leak {
  readonly days: { readonly low: number; readonly middle: number; readonly high: number };
  /** P(the floor meets the limit within so many days). */
  readonly within: (days: number) => number;
}

/** Fewer days of rising floors are a busy week. */
const leastDays = 5;
/** A floor older than this speaks of another release of the software. */
const mostDays = 14;

/**
 * A memory leak: the daily floors since their last fall rise, Theil-Sen over at least five of them, 80 % interval
 * above 0. A floor that falls by 2 % of the limit is a restart and breaks the series. Probability by a normal law
 * of the slope with the width of its interval. Undefined: no leak.
 */
export function leakOf(floors: Float64Array, value: number, limit: number): Leak | undefined {
  const x: number[] = [];
  const y: number[] = [];
  for (let index = floors.length - 1; index >= floors.length - mostDays && index >= 0; index -= 1) {
    const floor = at(floors, index);
    if (Number.isNaN(floor)) continue;
    const newer = y[0];
    if (newer !== undefined && floor > newer + 0.02 * limit) break; // a restart between the two
    x.unshift(index);
    y.unshift(floor);
  }
  const slope = x.length < leastDays ? undefined : theilSen({ x, y });
  if (slope === undefined || slope.low <= 0) return undefined;
  const free = Math.max(0, limit - value);
  const deviation = Math.max((slope.high - slope.low) / 2.5631, 1e-3 * slope.slope);
  return {
    days: { low: free / slope.high, middle: free / slope.slope, high: free / slope.low },
    within: (days) => normalBelow((slope.slope - free / days) / deviation),
  };
}
