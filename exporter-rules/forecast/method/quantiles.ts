import { at } from './hours.ts';

/** A value with its weight. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * Quantile of weighted values: the least value whose summed weight reaches `p` of all weight (inverse of the
 * empirical distribution, type 1 of Hyndman and Fan 1996). NaN without values.
 */
export function weightedQuantile(values: readonly Weighted[], p: number): number {
  const sorted = values.toSorted((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  for (const { value, weight } of sorted) {
    passed += weight;
    if (passed >= p * total - 1e-12 * total) return value;
  }
  return sorted.at(-1)?.value ?? Number.NaN;
}

/** Quantile of a sorted list, linear between its neighbors (type 7). NaN of an empty list. */
export function sortedQuantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = at(sorted, below);
  return place === below ? low : low + (place - below) * (at(sorted, below + 1) - low);
}

export function median(values: readonly number[]): number {
  return sortedQuantile(Float64Array.from(values).sort(), 0.5);
}

/** Standard deviation of a normal distribution from the median of absolute deviations: 1.4826 MAD. */
export function robustDeviation(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}
