import {
  agentInfo,
  agentScrapes,
  scrapesCoalesced,
  seriesDropped,
  webInsecure,
} from '../catalog/agent.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import type { DropReason } from './layout.ts';
import { version } from './version.ts';

/** What the agent counts about itself between collections; joined behind the collectors' part of the page. */
export interface AgentMetrics {
  readonly own: OwnMetrics;
  countScrape(code: number): void;
  countCoalesced(): void;
  countDropped(reason: DropReason, series: number): void;
}

export function createAgentMetrics({ insecure }: { readonly insecure: boolean }): AgentMetrics {
  const own = new OwnMetrics();
  const { arch, platform, version: runtime } = process;
  own.gauge(agentInfo).set({ version, runtime, os: platform, arch }, 1);
  own.gauge(webInsecure).set(insecure ? 1 : 0);
  const scrapes = own.counter(agentScrapes);
  const coalesced = own.counter(scrapesCoalesced);
  const dropped = own.counter(seriesDropped);
  for (const code of ['200', '400', '500', '503']) scrapes.inc({ code }, 0);
  for (const reason of ['series', 'label_length']) dropped.inc({ reason }, 0);
  return {
    own,
    countScrape: (code) => scrapes.inc({ code: String(code) }),
    countCoalesced: () => coalesced.inc(),
    countDropped: (reason, series) => dropped.inc({ reason }, series),
  };
}
