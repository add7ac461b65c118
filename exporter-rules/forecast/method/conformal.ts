import { sortedQuantile } from './quantiles.ts';

/** Past errors of one horizon, newest last. */
export interface Errors {
  readonly errors: readonly number[];
  /** Share of misses that is aimed at; moves with what was missed. */
  readonly alpha: number;
}

/** How many errors are remembered: old ones speak of another time. */
const mostErrors = 200;
/** Speed of adaption (Gibbs and Candes 2021). */
const gamma = 0.01;

/**
 * Limits that the next error keeps with probability 1 - alpha, whatever its distribution: the quantiles alpha / 2
 * and 1 - alpha / 2 of past errors, at the level (1 - alpha) (1 + 1 / n) of split conformal prediction (Vovk,
 * Gammerman and Shafer 2005; Lei and others 2018). Infinite below five errors: nothing is claimed.
 */
export function conformalLimits({ errors, alpha }: Errors): { low: number; high: number } {
  const count = errors.length;
  if (count < 5) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const level = Math.min(1, (1 - alpha) * (1 + 1 / count));
  const sorted = Float64Array.from(errors).sort();
  return {
    low: sortedQuantile(sorted, (1 - level) / 2),
    high: sortedQuantile(sorted, (1 + level) / 2),
  };
}

/** Takes one more error in and adapts alpha: after a miss the band widens, after a hit it narrows a little. */
export function withError(before: Errors, error: number, target = 0.2): Errors {
  const { low, high } = conformalLimits(before);
  const missed = error < low || error > high ? 1 : 0;
  const alpha = Math.min(0.5, Math.max(0.01, before.alpha + gamma * (target - missed)));
  return { errors: [...before.errors, error].slice(-mostErrors), alpha };
}
