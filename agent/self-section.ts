import {
  agentEventLoopUtilization,
  agentHeapUsedBytes,
  agentRssAnonBytes,
  agentScrapeDuration,
  agentScrapes,
  collectorBreakerOpen,
  collectorLastSuccess,
  collectorRunSeconds,
  collectorSeries,
  collectorTimeout,
  collectorUp,
  pageBytes,
  pageRebuilds,
  pageSeries,
  scrapeCollectorDuration,
  scrapeCollectorSuccess,
  scrapesCoalesced,
} from '../catalog/agent.ts';
import type { Metric } from '../catalog/metric.ts';
import type { Emit } from './collectors/collector.ts';
import type { Page } from './exposition.ts';
import type { ProcessState } from './own-process.ts';
import type { Runner } from './runner.ts';
import type { ScrapeCounts } from './scrape-counts.ts';
import type { Section } from './section.ts';

const codes = ['200', '400', '500', '503'] as const;

/** What the agent says about a collection, on the page itself: a registry would cost twenty times as much. */
export const selfMetrics: readonly Metric[] = [
  scrapeCollectorDuration,
  scrapeCollectorSuccess,
  collectorUp,
  collectorTimeout,
  collectorSeries,
  collectorRunSeconds,
  collectorBreakerOpen,
  collectorLastSuccess,
  agentScrapeDuration,
  agentScrapes,
  scrapesCoalesced,
  pageBytes,
  pageSeries,
  pageRebuilds,
  agentRssAnonBytes,
  agentHeapUsedBytes,
  agentEventLoopUtilization,
];

interface Collected {
  readonly runners: readonly Runner[];
  readonly durationSeconds: number;
  /** Size of the page before this one: this one is not finished yet. */
  readonly page: Page;
  readonly counts: ScrapeCounts;
  readonly process: ProcessState;
}

/** Fills the section of self-metrics after the collectors have run. */
export function emitSelf(section: Section, collected: Collected): void {
  const { emit } = section;
  const { counts, page, process, runners } = collected;
  let rebuilds = section.rebuilds;
  section.begin();
  for (const runner of runners) {
    emitRunner(emit, runner);
    rebuilds += runner.section.rebuilds;
  }
  emit(agentScrapeDuration, collected.durationSeconds);
  for (const code of codes) emit(agentScrapes, counts.answered[code], code);
  emit(scrapesCoalesced, counts.coalesced);
  emit(pageBytes, page.bytes);
  emit(pageSeries, page.series);
  emit(pageRebuilds, rebuilds);
  if (process.rssAnonBytes !== undefined) emit(agentRssAnonBytes, process.rssAnonBytes);
  emit(agentHeapUsedBytes, process.heapUsedBytes);
  emit(agentEventLoopUtilization, process.eventLoopUtilization);
  section.end();
}

function emitRunner(emit: Emit, runner: Runner): void {
  const { name, cadence } = runner.collector;
  const { section, verdict } = runner;
  const isGood = verdict === 'ok' || verdict === 'absent';
  emit(scrapeCollectorDuration, runner.durationSeconds, name);
  emit(scrapeCollectorSuccess, isGood ? 1 : 0, name);
  emit(collectorUp, isGood ? 1 : 0, name);
  emit(collectorTimeout, verdict === 'timeout' ? 1 : 0, name);
  if (verdict !== 'absent') {
    emit(collectorSeries, section.shown ? section.series : 0, name);
    emit(collectorRunSeconds, runner.runSeconds, name);
  }
  if (verdict === 'resting') emit(collectorBreakerOpen, 1, name);
  if (cadence !== 'scrape' && runner.lastSuccessAt > 0) {
    emit(collectorLastSuccess, runner.lastSuccessAt / 1000, name);
  }
}
