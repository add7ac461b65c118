import { at, item } from './hours.ts';
import { sortedQuantile } from './quantiles.ts';

/** Time until the limit by daily maxima, in days. */
export interface FarForecast {
  /** P(limit reached within so many days), by the days asked for. */
  readonly within: (days: number) => number;
  /** Quantile of the days until then; Infinity beyond 90 days. */
  readonly quantile: (p: number) => number;
}

const paths = 200;
const mostDays = 90;
const blockDays = 7;
const halfLifeDays = 21;
const leastDays = 7;

/**
 * Block bootstrap of the daily rises W_j - W_(j+1) (Kuensch 1989): 200 paths of weeks drawn with weights that halve
 * every 21 days; the mean rise is shrunk towards 0 by its standard error, e^(-se^2 / mean^2), so that noise is not
 * taken for a trend. `maxima` are greatest values of whole days, oldest first, NaN where missing. The draw follows
 * a fixed seed: the same history gives the same numbers. Undefined below seven rises.
 */
export function farForecast(maxima: Float64Array, capacity: number): FarForecast | undefined {
  const rises = risesOf(maxima);
  if (rises.length < leastDays) return undefined;
  const start = lastSeen(maxima);
  const mean = rises.reduce((sum, rise) => sum + rise, 0) / rises.length;
  const variance = rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0) / (rises.length - 1);
  const error2 = variance / rises.length;
  const kept = mean === 0 ? 0 : Math.exp(-error2 / (mean * mean));
  const shift = mean * (kept - 1);
  const days = Float64Array.from({ length: paths }, (_, seed) =>
    firstPassage({ rises, shift, headroom: capacity - start, random: mulberry(seed + 1) }),
  ).sort();
  return {
    within: (limit) => days.filter((passage) => passage <= limit).length / paths,
    quantile: (p) => {
      const value = sortedQuantile(days, p);
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    },
  };
}

interface Walk {
  readonly rises: readonly number[];
  readonly shift: number;
  readonly headroom: number;
  readonly random: () => number;
}

function firstPassage({ rises, shift, headroom, random }: Walk): number {
  let level = 0;
  let from = 0;
  for (let passed = 0; passed < mostDays; passed += 1) {
    if (passed % blockDays === 0) from = startOfBlock(rises.length, random);
    const rise = item(rises, (from + (passed % blockDays)) % rises.length) + shift;
    if (level + rise >= headroom) return passed + (rise > 0 ? (headroom - level) / rise : 1);
    level += rise;
  }
  return Number.POSITIVE_INFINITY;
}

/** Newer weeks are likelier: an exponential age, cut at what there is. */
function startOfBlock(count: number, random: () => number): number {
  const rate = Math.LN2 / halfLifeDays;
  const reach = Math.max(1, count - blockDays + 1);
  const age = -Math.log(1 - random() * (1 - Math.exp(-rate * reach))) / rate;
  return Math.max(0, Math.min(reach - 1, reach - 1 - Math.floor(age)));
}

function risesOf(maxima: Float64Array): number[] {
  const rises: number[] = [];
  for (let index = 1; index < maxima.length; index += 1) {
    const rise = at(maxima, index) - at(maxima, index - 1);
    if (!Number.isNaN(rise)) rises.push(rise);
  }
  return rises;
}

function lastSeen(values: Float64Array): number {
  let index = values.length - 1;
  while (index >= 0 && Number.isNaN(at(values, index))) index -= 1;
  return at(values, index);
}

/** A small random number generator with a seed (Tommy Ettinger's mulberry32, public domain). */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
