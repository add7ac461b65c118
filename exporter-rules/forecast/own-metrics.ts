import * as metrics from '../../catalog/forecast.ts';
import { OwnMetrics } from '../../lib/own-metrics.ts';
import type { ForecastRecord } from './record.ts';
import { resources } from './resources.ts';

/** The forecaster's metrics. */
export function forecasterMetrics() {
  const own = new OwnMetrics();
  const failures = own.counter(metrics.forecastReadFailures);
  const damages = own.counter(metrics.forecastSnapshotDamages);
  failures.inc(0);
  damages.inc(0);
  return {
    ...{ own, failures, damages },
    probability: own.gauge(metrics.exhaustionProbability),
    seconds: own.gauge(metrics.exhaustionSeconds),
    novel: own.gauge(metrics.forecastNovel),
    segmentStart: own.gauge(metrics.segmentStart),
    info: own.gauge(metrics.forecastInfo),
    targets: own.gauge(metrics.forecastTargets),
    outcomes: own.counter(metrics.forecastOutcomesTotal),
    hitRatio: own.gauge(metrics.forecastHitRatio),
    coverage: own.gauge(metrics.forecastCoverage),
    lastSuccess: own.gauge(metrics.forecastLastSuccess),
    runDuration: own.gauge(metrics.forecastRunDuration),
    exported: own.gauge(metrics.forecastExported),
    truncated: own.gauge(metrics.forecastTruncated),
  };
}

export type ForecasterMetrics = ReturnType<typeof forecasterMetrics>;

/** Brings counters and ratios of the track record up to date. */
export function exportRecord(known: ForecasterMetrics, record: ForecastRecord): void {
  known.outcomes.reset();
  known.hitRatio.reset();
  for (const { name: resource } of resources) {
    for (const horizon of metrics.forecastHorizons) {
      for (const outcome of metrics.forecastOutcomes) {
        known.outcomes.inc(
          { resource, horizon, outcome },
          record.count(resource, horizon, outcome),
        );
      }
      const hits = record.count(resource, horizon, 'hit');
      const all = hits + record.count(resource, horizon, 'false_alarm');
      if (all > 0) known.hitRatio.set({ resource, horizon }, hits / all);
    }
  }
  const { coverage } = record;
  if (!Number.isNaN(coverage)) known.coverage.set(coverage);
}
