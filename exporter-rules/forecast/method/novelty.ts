import { at, type Hours, item } from './hours.ts';
import { type Points, type Slope, theilSen } from './theil-sen.ts';

/** Growth that was never seen before and still goes on. Hours are counted since 1970. */
export interface Novelty {
  /** Where it began; the reference ends here as long as it lasts. */
  readonly onset: number;
  /** Level at the onset. */
  readonly base: number;
  /** Greatest level since. */
  readonly top: number;
}

/** A stretch of hours that must not teach the baseline: the target was full in it. */
export interface Incident {
  readonly from: number;
  readonly to: number;
}

/** Differences that are compared with their own past, hours. */
const lags = [2, 4, 8, 16] as const;
/** A difference is new when it is so much more than nearly all of its like ... */
const factor = 1.2;
/** ... and more than this share of what was free before: less does not matter to anybody. */
const share = 0.02;
/** Of how many past differences all but one must be less: quantile 0.998 of five weeks. */
const quantile = 0.998;
/** After four days it is no longer new but normal. */
const longest = 96;

/**
 * Whether the growth that ends now is new: g_L = x[h] - x[h - L] > 1.2 q_L + 2 % of what was free, q_L the 99.8 %
 * quantile of the same difference in the reference. Gives the index of the onset. (Own method; a nonparametric form of testing against the past distribution of increments.)
 */
export function noveltyOnset(level: Hours, reference: Hours, capacity: number): number | undefined {
  const now = level.length - 1;
  for (const lag of lags) {
    const before = at(level, now - lag);
    const growth = at(level, now) - before;
    const floor = share * (capacity - before);
    if (!(growth > floor)) continue;
    const usual = highDifference(reference, lag, now - lag);
    if (Number.isNaN(usual) || growth <= factor * Math.max(0, usual) + floor) continue;
    return kink(level, now);
  }
  return undefined;
}

/** The next state of a growth that is going on; undefined when it is over. `hour` is now. */
export function continued(novelty: Novelty, level: Hours, hour: number): Novelty | undefined {
  const now = level.length - 1;
  const value = at(level, now);
  if (Number.isNaN(value)) return novelty;
  const age = hour - novelty.onset;
  const top = Math.max(novelty.top, value);
  if (age > longest || value < novelty.base + 0.3 * (top - novelty.base)) return undefined;
  // Flat for a third of its age and six hours at least: a burst that is over.
  const rest = Math.max(6, Math.round(age / 3));
  const earlier = at(level, now - rest);
  if (age > rest && value - earlier < 0.05 * (top - novelty.base)) return undefined;
  return { ...novelty, top };
}

/** How fast a new growth goes on, in units a hour. */
export interface Growth extends Slope {
  /** Slope that the forecast uses: the newest third decides when growth slows down or speeds up. */
  readonly effective: number;
}

/**
 * Theil-Sen since the onset, and over the newest third (an hour at least). Growth that slows counts at most 1.3
 * times its newest slope; growth that speeds up counts with its newest slope.
 */
export function growthOf({ x, y }: Points): Growth | undefined {
  const whole = theilSen({ x, y });
  const last = x.at(-1);
  if (whole === undefined || last === undefined) return undefined;
  const span = last - (x[0] ?? last);
  const from = last - Math.max(1, span / 3);
  const newest = theilSen({
    x: x.filter((value) => value >= from),
    y: y.filter((_, index) => item(x, index) >= from),
  });
  const tail = newest?.slope ?? whole.slope;
  const effective = tail >= whole.slope ? tail : Math.min(whole.slope, 1.3 * Math.max(0, tail));
  return { ...whole, effective };
}

/** Hours by which every growth is taken to be younger than it is: most copies and dumps are over by then. */
const grace = 1.5;

/**
 * Probability that growth of this age lasts `rest` more hours: (age - 1.5) / (age + rest), the law of a lifetime
 * of which nothing but the age is known (Gott 1993; a Pareto tail of exponent 1), less the grace.
 */
export function lasting(age: number, rest: number): number {
  if (rest <= 0) return 1;
  return age <= grace ? 0 : (age - grace) / (age + rest);
}

/** The 99.8 % quantile of x[t] - x[t - lag] over the reference up to before `end`; NaN below a week of them. */
function highDifference(reference: Hours, lag: number, end: number): number {
  let [first, second, third] = [
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  let count = 0;
  for (let index = lag; index <= end; index += 1) {
    const difference = at(reference, index) - at(reference, index - lag);
    if (Number.isNaN(difference)) continue;
    count += 1;
    if (difference > first) [first, second, third] = [difference, first, second];
    else if (difference > second) [second, third] = [difference, second];
    else if (difference > third) third = difference;
  }
  if (count < 7 * 24 - lag) return Number.NaN;
  // The rank that leaves 0.2 % above: the first or second of at most 840.
  return [first, second, third][Math.min(2, Math.floor((1 - quantile) * count))] ?? first;
}

/** Where the last day is furthest below its chord: the end of a flat stretch, or the foot of a fall. */
function kink(level: Hours, now: number): number {
  let from = Math.max(0, now - 24);
  while (Number.isNaN(at(level, from)) && from < now - 1) from += 1;
  const first = at(level, from);
  const slope = (at(level, now) - first) / (now - from);
  let best = from;
  let depth = 0;
  for (let index = from; index < now; index += 1) {
    const below = first + slope * (index - from) - at(level, index);
    if (below >= depth) {
      depth = below;
      best = index;
    }
  }
  return best;
}
