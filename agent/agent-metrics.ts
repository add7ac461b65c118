import {
  agentInfo,
  configInfo,
  configLastKnownGood,
  configReloadSuccess,
  configReloadTimestamp,
  helperAbandoned,
  helperRestarts,
  seriesDropped,
  webAuthFailures,
  webCertificateNotAfter,
  webConfigReloadSuccess,
  webInsecure,
  webRateLimited,
} from '../catalog/agent.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import type { DropReason } from './layout.ts';
import { newScrapeCounts, type ScrapeCounts } from './scrape-counts.ts';
import { version } from './version.ts';
import type { WebServerParts } from './web/web-server.ts';

/** What the agent counts about itself between collections; joined behind the collectors' part of the page. */
export interface AgentMetrics {
  readonly own: OwnMetrics;
  /** Counted at every scrape, and told by the collectors' part of the page. */
  readonly counts: ScrapeCounts;
  readonly web: WebServerParts['events'];
  readonly helper: { restarted(): void; abandoned(processes: number): void };
  countDropped(dropped: { collector: string; reason: DropReason; series: number }): void;
  /** A configuration came into force (its hash) or was refused (undefined). */
  configRead(hash: string | undefined, atMs: number): void;
  setInsecure(insecure: boolean): void;
  setLastKnownGood(isCopy: boolean): void;
}

export function createAgentMetrics(): AgentMetrics {
  const own = new OwnMetrics();
  const { arch, platform, version: runtime } = process;
  own.gauge(agentInfo).set({ version, runtime, os: platform, arch }, 1);
  const insecure = own.gauge(webInsecure);
  const dropped = own.counter(seriesDropped);
  for (const reason of ['series', 'label_length']) dropped.inc({ reason }, 0);
  const lastKnownGood = own.gauge(configLastKnownGood);
  return {
    own,
    web: webEvents(own),
    helper: helperEvents(own),
    counts: newScrapeCounts(),
    countDropped: ({ collector, reason, series }) => dropped.inc({ collector, reason }, series),
    configRead: configEvents(own),
    setInsecure: (isInsecure) => insecure.set(isInsecure ? 1 : 0),
    setLastKnownGood: (isCopy) => lastKnownGood.set(isCopy ? 1 : 0),
  };
}

function webEvents(own: OwnMetrics): AgentMetrics['web'] {
  const failures = own.counter(webAuthFailures);
  const limited = own.counter(webRateLimited);
  const reloaded = own.gauge(webConfigReloadSuccess);
  for (const reason of ['certificate', 'password', 'busy']) failures.inc({ reason }, 0);
  reloaded.set(1);
  let notAfter: ReturnType<typeof own.gauge> | undefined; // there is none without TLS, not one of 1970
  return {
    authFailed: (reason) => failures.inc({ reason }),
    rateLimited: () => limited.inc(),
    reloaded: (ok) => reloaded.set(ok ? 1 : 0),
    certificateRead: (until) => {
      notAfter ??= own.gauge(webCertificateNotAfter);
      notAfter.set(until.getTime() / 1000);
    },
  };
}

function helperEvents(own: OwnMetrics): AgentMetrics['helper'] {
  const restarts = own.counter(helperRestarts);
  const abandoned = own.gauge(helperAbandoned);
  return { restarted: () => restarts.inc(), abandoned: (processes) => abandoned.set(processes) };
}

function configEvents(own: OwnMetrics): AgentMetrics['configRead'] {
  const success = own.gauge(configReloadSuccess);
  const at = own.gauge(configReloadTimestamp);
  const info = own.gauge(configInfo);
  return (hash, atMs) => {
    success.set(hash === undefined ? 0 : 1);
    if (hash === undefined) return;
    at.set(atMs / 1000);
    info.reset();
    info.set({ hash: hash.slice(0, 12) }, 1);
  };
}
