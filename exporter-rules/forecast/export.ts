import { forecastHorizons } from '../../catalog/forecast.ts';
import { currentLine } from './current-line.ts';
import type { Target } from './history/target.ts';
import type { ForecasterMetrics } from './own-metrics.ts';
import type { Verdict } from './verdict.ts';

/** A target with what is said of it. */
export interface Said {
  readonly target: Target;
  readonly verdict: Verdict;
}

/** Series of one exported target: three probabilities, three quantiles, novel, segment, info. */
const seriesEach = 9;
const leastProbability = 0.05;
const mostHours = 30 * 24;

/**
 * The cardinality rule: a target has series only if it may be full within a horizon with 5 % or more, or within 30
 * days at the median; and never more than `mostSeries` together.
 */
export function exportedOf(said: readonly Said[], mostSeries: number): readonly Said[] {
  return said
    .filter(
      ({ verdict }) => fear(verdict) >= leastProbability || verdict.hoursTo.middle < mostHours,
    )
    .toSorted((one, other) => fear(other.verdict) - fear(one.verdict))
    .slice(0, Math.floor(mostSeries / seriesEach));
}

export function exportSeries(known: ForecasterMetrics, exported: readonly Said[]): void {
  for (const family of [
    known.probability,
    known.seconds,
    known.novel,
    known.segmentStart,
    known.info,
  ]) {
    family.reset();
  }
  for (const { target, verdict } of exported) {
    const labels = labelsOf(target);
    for (const horizon of forecastHorizons) {
      known.probability.set({ ...labels, horizon }, verdict.probability[horizon]);
    }
    const { low, middle, high } = verdict.hoursTo;
    for (const [quantile, hours] of [
      ['0.1', low],
      ['0.5', middle],
      ['0.9', high],
    ] as const) {
      known.seconds.set({ ...labels, quantile }, hours * 3600);
    }
    known.novel.set(labels, verdict.isNovel ? 1 : 0);
    known.segmentStart.set(labels, currentLine(target).startMs / 1000);
    known.info.set({ ...labels, model: verdict.model, reason: verdict.reason }, 1);
  }
}

export function labelsOf({ labels, resource, name }: Target) {
  const { district = '', hospital = '', server = '', role = '', level = '' } = labels;
  return { district, hospital, server, role, level, resource: resource.name, target: name };
}

function fear({ probability }: Verdict): number {
  return Math.max(probability['24h'], probability['72h'], probability['14d']);
}
