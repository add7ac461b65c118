import {
  agentScrapeDuration,
  collectorBreakerOpen,
  collectorLastSuccess,
  collectorTimeout,
  collectorUp,
  pageBytes,
  pageRebuilds,
  pageSeries,
  scrapeCollectorDuration,
  scrapeCollectorSuccess,
} from '../catalog/agent.ts';
import type { Metric } from '../catalog/metric.ts';
import type { Page } from './exposition.ts';
import type { Runner } from './runner.ts';
import type { Section } from './section.ts';

/** What the agent says about a collection, on the page itself: a registry would cost twenty times as much. */
export const selfMetrics: readonly Metric[] = [
  scrapeCollectorDuration,
  scrapeCollectorSuccess,
  collectorUp,
  collectorTimeout,
  collectorBreakerOpen,
  collectorLastSuccess,
  agentScrapeDuration,
  pageBytes,
  pageSeries,
  pageRebuilds,
];

interface Collected {
  readonly runners: readonly Runner[];
  readonly durationSeconds: number;
  /** Size of the page before this one: this one is not finished yet. */
  readonly page: Page;
}

/** Fills the section of self-metrics after the collectors have run. */
export function emitSelf(section: Section, { runners, durationSeconds, page }: Collected): void {
  const { emit } = section;
  let rebuilds = section.rebuilds;
  section.begin();
  for (const runner of runners) {
    const { name, cadence } = runner.collector;
    const isGood = runner.verdict === 'ok' || runner.verdict === 'absent';
    emit(scrapeCollectorDuration, runner.durationSeconds, name);
    emit(scrapeCollectorSuccess, isGood ? 1 : 0, name);
    emit(collectorUp, isGood ? 1 : 0, name);
    emit(collectorTimeout, runner.verdict === 'timeout' ? 1 : 0, name);
    if (runner.verdict === 'resting') emit(collectorBreakerOpen, 1, name);
    if (cadence !== 'scrape' && runner.lastSuccessAt > 0) {
      emit(collectorLastSuccess, runner.lastSuccessAt / 1000, name);
    }
    rebuilds += runner.section.rebuilds;
  }
  emit(agentScrapeDuration, durationSeconds);
  emit(pageBytes, page.bytes);
  emit(pageSeries, page.series);
  emit(pageRebuilds, rebuilds);
  section.end();
}
