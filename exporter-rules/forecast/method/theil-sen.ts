import { at, item } from './hours.ts';
import { sortedQuantile } from './quantiles.ts';

/** Points of a line, x ascending. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A slope with its two-sided interval, in units of y per unit of x. */
export interface Slope {
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Of the line through the median point. */
  readonly intercept: number;
}

/** Points that a slope is made of; more are thinned out evenly, for the pairs grow with their square. */
const mostPoints = 40;

/**
 * Theil-Sen slope: the median of (yj - yi) / (xj - xi) over all pairs, unmoved by 29 % of outliers (Theil 1950,
 * Sen 1968). The interval are the slopes at ranks (N -+ C) / 2, C = z sqrt(n (n - 1) (2 n + 5) / 18), N pairs
 * (Sen 1968, without the correction for ties); z = 1.2816 gives 80 %. Undefined below three points.
 */
export function theilSen(points: Points, z = 1.2816): Slope | undefined {
  const { x, y } = thinned(points);
  const count = x.length;
  if (count < 3) return undefined;
  const slopes: number[] = [];
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      slopes.push((item(y, other) - item(y, one)) / (item(x, other) - item(x, one)));
    }
  }
  const sorted = Float64Array.from(slopes).sort();
  const pairs = sorted.length;
  const spread = z * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  const slope = sortedQuantile(sorted, 0.5);
  const rests = Float64Array.from(x, (value, index) => item(y, index) - slope * value).sort();
  return {
    slope,
    low: at(sorted, Math.max(0, Math.floor((pairs - spread) / 2))),
    high: at(sorted, Math.min(pairs - 1, Math.ceil((pairs + spread) / 2))),
    intercept: sortedQuantile(rests, 0.5),
  };
}

function thinned({ x, y }: Points): Points {
  const step = Math.ceil(x.length / mostPoints);
  if (step <= 1) return { x, y };
  // Counted from the newest: it is the one that matters most.
  const stays = (_: number, index: number) => (x.length - 1 - index) % step === 0;
  return { x: x.filter(stays), y: y.filter(stays) };
}
