import type { TxnKind } from '../../catalog/labels.ts';
import { txnDuration } from '../../catalog/settlement.ts';
import type { Business } from './business.ts';
import { normalQuantile } from './random.ts';
import { whole } from './spread.ts';

/** How long calls of one kind take, as far as a histogram can tell. */
interface Durations {
  /** Share of calls at or below each bucket of the histogram, without +Inf. */
  readonly shares: readonly number[];
  /** The same as spread.ts takes them. */
  readonly thresholds: Float64Array;
  readonly meanSeconds: number;
}

export interface Latency {
  readonly normal: Durations;
  readonly busy: Durations;
}

type Lognormal = readonly [median: number, sigma: number];

/** A quantile grid is exact enough: the sum of two lognormals has no formula. */
const gridSize = 48;
const quantiles = Float64Array.from({ length: gridSize }, (_, at) =>
  normalQuantile((at + 0.5) / gridSize),
);

/** Distribution of the calls of one kind; `slower` is the factor of an old or small machine. */
export function latencyOf(business: Business, txn: TxnKind, slower: number): Latency | undefined {
  const parts = business.latency[txn];
  if (parts === undefined) return undefined;
  const { busy, tail } = business;
  const durations = (factor: number): Durations => {
    const [median, sigma] = parts.local;
    const local: Lognormal = [median * factor, sigma];
    const { shares, meanSeconds } = withTail(sumOf(local, parts.bureau), tail);
    return { shares, meanSeconds, thresholds: Float64Array.from(shares, (share) => share * whole) };
  };
  return { normal: durations(slower), busy: durations(slower * busy.slowdown) };
}

type Summed = Pick<Durations, 'shares' | 'meanSeconds'>;

function sumOf(local: Lognormal, bureau: Lognormal | undefined): Summed {
  const seconds = quantiles.values().toArray();
  const locals = seconds.map((z) => local[0] * Math.exp(local[1] * z));
  const others =
    bureau === undefined ? [0] : seconds.map((z) => bureau[0] * Math.exp(bureau[1] * z));
  const sums = locals.flatMap((a) => others.map((b) => a + b));
  return {
    shares: (txnDuration.buckets ?? []).map((bound) => shareBelow(sums, bound)),
    meanSeconds: sums.reduce((sum, each) => sum + each, 0) / sums.length,
  };
}

/** A few calls hang for some seconds whatever the machine. */
function withTail({ shares, meanSeconds }: Summed, tail: Business['tail']): Summed {
  const { share, fromSeconds, toSeconds } = tail;
  const below = (bound: number): number =>
    Math.min(1, Math.max(0, (bound - fromSeconds) / (toSeconds - fromSeconds)));
  return {
    shares: (txnDuration.buckets ?? []).map(
      (bound, at) => (1 - share) * (shares[at] ?? 1) + share * below(bound),
    ),
    meanSeconds: (1 - share) * meanSeconds + (share * (fromSeconds + toSeconds)) / 2,
  };
}

function shareBelow(values: readonly number[], bound: number): number {
  return values.filter((value) => value <= bound).length / values.length;
}
