import { at, type Hours, leastShare } from './hours.ts';
import { normalBelow } from './normal.ts';
import { robustDeviation, weightedQuantile } from './quantiles.ts';

/** The hours to compare with, and what every comparison with them needs. */
export interface Past {
  readonly reference: Hours;
  /** Height of each hour above the mean of the 24 hours that end with it. */
  readonly height: Hours;
  /** The same of now. */
  readonly target: number;
}

/** `reference` is `level` without the hours that must not be compared with. */
export function pastOf(level: Hours, reference: Hours): Past {
  const now = level.length - 1;
  const target = at(level, now) - meanOfDay(level, now);
  return { reference, height: heights(reference), target };
}

/** What a day block is compared with. */
export interface BlockOptions {
  /** How far it looks ahead, hours. */
  readonly horizon: number;
  /** Number of hours of `reference` that may be used; behind it an incident is going on. */
  readonly referenceEnd: number;
  /** Only days of the same weekday: for targets whose weeks resemble each other more than their days. */
  readonly weekly: boolean;
}

/** How a past day went on from the place that resembles now. */
export interface Block {
  readonly weight: number;
  /** Greatest rise within the horizon. */
  readonly rise: number;
  /** Index of the start in the reference. */
  readonly start: number;
}

const day = 24;
/** Rotations and backups come an hour or two late; the start of a block is looked for so far around. */
const phaseHours = 3;
/** The same weekday says more than another one. */
const weekdayWeight = 3;
/** A block of so many days ago counts half. */
const halfLifeDays = 21;

/**
 * Day blocks: for each past day d the greatest rise m_d = max over 1 <= k <= H of x[t + k] - x[t], from the hour t
 * within three hours of the same time of day whose height above the mean of its last day resembles now the most.
 * So a rotation that is an hour late is compared with the hour before past rotations, not with the hour after.
 * (Own method; in the family of analog forecasts: Lorenz 1969, and of block bootstraps: Kuensch 1989.)
 */
export function dayBlocks({ reference, height, target }: Past, options: BlockOptions): Block[] {
  const { horizon, weekly } = options;
  const now = reference.length - 1;
  const usable = Math.min(options.referenceEnd, reference.length);
  const blocks: Block[] = [];
  for (let d = Math.max(1, Math.ceil((now + horizon - usable + 1 - phaseHours) / day)); ; d += 1) {
    const middle = now - d * day;
    if (middle + phaseHours < 0) break;
    const sameWeekday = d % 7 === 0;
    if (weekly && !sameWeekday) continue;
    const start = likeliestStart(height, { middle, last: usable - horizon - 1, target });
    const rise = start < 0 ? Number.NaN : greatestRise(reference, start, horizon);
    if (Number.isNaN(rise)) continue;
    const weight = (sameWeekday ? weekdayWeight : 1) * 0.5 ** (d / halfLifeDays);
    blocks.push({ weight, rise, start });
  }
  return blocks;
}

/**
 * P(the level reaches the limit within the horizon) = sum of w_d P(y + m_d + e >= K) / sum of w_d. The kernel e has
 * the width of half the spread of m_d over the square root of their number, so that a few blocks do not say 0 or 1.
 */
export function blockProbability(headroom: number, blocks: readonly Block[]): number {
  const rises = blocks.map(({ rise }) => rise);
  const width = (0.9 * robustDeviation(rises)) / blocks.length ** 0.2;
  let hits = 0;
  let total = 0;
  for (const { weight, rise } of blocks) {
    const over = rise - headroom;
    const step = over >= 0 ? 1 : 0;
    hits += weight * (width > 0 ? normalBelow(over / width) : step);
    total += weight;
  }
  return total > 0 ? hits / total : Number.NaN;
}

/** Quantiles of the hours until the limit is reached; Infinity where too few blocks reach it within the horizon. */
export function blockPassage(
  reference: Hours,
  blocks: readonly Block[],
  {
    headroom,
    horizon,
    quantiles,
  }: { headroom: number; horizon: number; quantiles: readonly number[] },
): number[] {
  const passages = blocks.map(({ start, weight, rise }) => ({
    weight,
    value:
      rise < headroom
        ? Number.POSITIVE_INFINITY
        : firstPassage(reference, { start, headroom, horizon }),
  }));
  return quantiles.map((quantile) => weightedQuantile(passages, quantile));
}

function firstPassage(
  reference: Hours,
  { start, headroom, horizon }: { start: number; headroom: number; horizon: number },
): number {
  const from = at(reference, start);
  let before = 0;
  for (let k = 1; k <= horizon; k += 1) {
    const rise = at(reference, start + k) - from;
    if (rise >= headroom)
      return k - 1 + (rise > before ? (headroom - before) / (rise - before) : 1);
    if (!Number.isNaN(rise)) before = rise;
  }
  return Number.POSITIVE_INFINITY;
}

interface Search {
  readonly middle: number;
  readonly last: number;
  readonly target: number;
}

function likeliestStart(height: Hours, { middle, last, target }: Search): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let shift = -phaseHours; shift <= phaseHours; shift += 1) {
    const start = middle + shift;
    if (start > last) continue;
    // A little more for a start that is further off: among equals the same time of day wins.
    const distance = Math.abs(at(height, start) - target) * (1 + 0.05 * Math.abs(shift));
    if (distance < least) {
      least = distance;
      best = start;
    }
  }
  return best;
}

/** Value minus the mean of the 24 hours that end with it. */
function heights(values: Hours): Hours {
  const result = new Float64Array(values.length).fill(Number.NaN);
  let sum = 0;
  let seen = 0;
  const origin = values.find((value) => !Number.isNaN(value)) ?? 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = at(values, index) - origin;
    if (!Number.isNaN(value)) [sum, seen] = [sum + value, seen + 1];
    const gone = index >= day ? at(values, index - day) - origin : Number.NaN;
    if (!Number.isNaN(gone)) [sum, seen] = [sum - gone, seen - 1];
    if (seen >= leastShare * day) result[index] = value - sum / seen;
  }
  return result;
}

function meanOfDay(values: Hours, now: number): number {
  let sum = 0;
  let seen = 0;
  for (let index = Math.max(0, now - day + 1); index <= now; index += 1) {
    const value = at(values, index);
    if (Number.isNaN(value)) continue;
    sum += value;
    seen += 1;
  }
  return sum / seen;
}

function greatestRise(values: Hours, start: number, horizon: number): number {
  const from = at(values, start);
  let most = Number.NEGATIVE_INFINITY;
  let seen = 0;
  for (let index = start + 1; index <= start + horizon; index += 1) {
    const value = at(values, index);
    if (Number.isNaN(value)) continue;
    seen += 1;
    if (value > most) most = value;
  }
  return seen >= leastShare * horizon ? most - from : Number.NaN;
}
