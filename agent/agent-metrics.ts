import {
  agentInfo,
  agentScrapes,
  configInfo,
  configLastKnownGood,
  configReloadSuccess,
  configReloadTimestamp,
  helperAbandoned,
  helperRestarts,
  scrapesCoalesced,
  seriesDropped,
  webAuthFailures,
  webConfigReloadSuccess,
  webInsecure,
  webRateLimited,
} from '../catalog/agent.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import type { DropReason } from './layout.ts';
import { version } from './version.ts';
import type { WebServerParts } from './web/web-server.ts';

/** What the agent counts about itself between collections; joined behind the collectors' part of the page. */
export interface AgentMetrics {
  readonly own: OwnMetrics;
  readonly web: WebServerParts['events'];
  readonly helper: { restarted(): void; abandoned(processes: number): void };
  countScrape(code: number): void;
  countCoalesced(): void;
  countDropped(reason: DropReason, series: number): void;
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
  const scrapes = own.counter(agentScrapes);
  const coalesced = own.counter(scrapesCoalesced);
  const dropped = own.counter(seriesDropped);
  for (const code of ['200', '400', '500', '503']) scrapes.inc({ code }, 0);
  for (const reason of ['series', 'label_length']) dropped.inc({ reason }, 0);
  const lastKnownGood = own.gauge(configLastKnownGood);
  return {
    own,
    web: webEvents(own),
    helper: helperEvents(own),
    countScrape: (code) => scrapes.inc({ code: String(code) }),
    countCoalesced: () => coalesced.inc(),
    countDropped: (reason, series) => dropped.inc({ reason }, series),
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
  return {
    authFailed: (reason) => failures.inc({ reason }),
    rateLimited: () => limited.inc(),
    reloaded: (ok) => reloaded.set(ok ? 1 : 0),
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
