import { linearRegression } from 'simple-statistics';
import { item } from './hours.ts';
import { studentQuantile } from './student-t.ts';
import type { Points } from './theil-sen.ts';

/** The explainable line over a segment, with the time at which it meets a limit. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Standard error of the slope, widened for autocorrelated residuals. */
  readonly slopeError: number;
  /** Where the line meets the limit, and its interval, in x; Infinity: never, or not certain to. */
  readonly crossing: { readonly low: number; readonly middle: number; readonly high: number };
  /** Whether the slope differs from 0 at the chosen level; if not, the text says "no trend". */
  readonly isTrend: boolean;
}

/**
 * Ordinary least squares (simple-statistics) through the points and Fieller's interval (1954) for the x at which
 * the line reaches `limit`. With d = (limit - mean y) / b, s2 = RSS / (n - 2), g = t2 s2 / (b2 Cxx):
 * d -+ = [d -+ (t s / |b|) sqrt((1 - g) (1 + 1/n) + d2 / Cxx)] / (1 - g), open when g >= 1. Residuals that follow
 * each other count as n (1 - r) / (1 + r) points, r their lag-one correlation. Undefined below four points.
 */
export function lineTo(limit: number, points: Points, level = 0.8): Line | undefined {
  const { x, y } = points;
  const count = x.length;
  if (count < 4) return undefined;
  const { m: slope, b: intercept } = linearRegression(
    x.map((value, index): [number, number] => [value, item(y, index)]),
  );
  const meanX = x.reduce((sum, value) => sum + value, 0) / count;
  const meanY = slope * meanX + intercept;
  const rests = x.map((value, index) => item(y, index) - slope * value - intercept);
  const effective = Math.max(3, count * independence(rests));
  const shrink = effective / count;
  const rss = rests.reduce((sum, rest) => sum + rest * rest, 0);
  const spreadX = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0) * shrink;
  const variance = (rss * shrink) / Math.max(1, effective - 2);
  const t = studentQuantile((1 + level) / 2, Math.max(1, effective - 2));
  const g = (t * t * variance) / (slope * slope * spreadX);
  const distance = (limit - meanY) / slope;
  const half =
    ((t * Math.sqrt(variance)) / Math.abs(slope)) *
    Math.sqrt(Math.max(0, (1 - g) * (1 + 1 / effective) + distance ** 2 / spreadX));
  const isTrend = g < 1;
  const meets = slope > 0;
  return {
    slope,
    intercept,
    slopeError: Math.sqrt(variance / spreadX),
    isTrend,
    crossing: {
      low: meets && isTrend ? meanX + (distance - half) / (1 - g) : Number.POSITIVE_INFINITY,
      middle: meets ? meanX + distance : Number.POSITIVE_INFINITY,
      high: meets && isTrend ? meanX + (distance + half) / (1 - g) : Number.POSITIVE_INFINITY,
    },
  };
}

/** (1 - r) / (1 + r) of the lag-one correlation, which is taken as 0 when it is negative. */
function independence(rests: readonly number[]): number {
  let product = 0;
  let square = 0;
  for (let index = 0; index < rests.length; index += 1) {
    square += item(rests, index) ** 2;
    if (index > 0) product += item(rests, index) * item(rests, index - 1);
  }
  const r = square > 0 ? Math.max(0, product / square) : 0;
  return (1 - r) / (1 + r);
}
