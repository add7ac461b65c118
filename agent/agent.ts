import type { Clock } from '../lib/clock.ts';
import { listen } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { type AgentMetrics, createAgentMetrics } from './agent-metrics.ts';
import { collectors } from './collectors/index.ts';
import type { AgentConfig } from './config.ts';
import { enabledCollectors } from './enabled-collectors.ts';
import type { Host } from './host/host.ts';
import { agentRoutes } from './routes.ts';
import { Scraper } from './scrape.ts';

interface Parts {
  readonly host: Host;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: AgentConfig;
}

export interface Agent {
  readonly port: number;
  /** Requests in progress are finished; then files are closed. */
  stop(): Promise<void>;
}

/** Starts the agent; rejects when it cannot listen. */
export async function createAgent(parts: Parts): Promise<Agent> {
  const { config, log } = parts;
  const isOpen = !isLoopback(config.web.listen.host);
  if (isOpen && !config.web.insecure) {
    throw new Error(
      `web.listen ${config.web.listen.host}: beyond loopback without authentication; set web.insecure to allow it`,
    );
  }
  const metrics = createAgentMetrics({ insecure: isOpen });
  const scraper = createScraper(parts, metrics);
  let ready = true;
  const { countScrape } = metrics;
  const routes = agentRoutes({ scraper, countScrape, isReady: () => ready, log });
  const listening = await listen(routes, config.web.listen);
  const names = scraper.runners.map(({ collector }) => collector.name);
  log.info('agent listens', { host: listening.host, port: listening.port, collectors: names });
  return {
    port: listening.port,
    stop: async () => {
      ready = false;
      await listening.close();
      scraper.close();
      log.info('agent stopped');
    },
  };
}

/** The agent without its door, as `once` uses it. */
export function createScraper(
  { host, clock, log, config }: Parts,
  { own, countCoalesced, countDropped }: AgentMetrics,
): Scraper {
  return new Scraper({
    collectors: enabledCollectors(collectors, config.collectors, host.os),
    settings: config.collectors,
    host,
    clock,
    log,
    own,
    onCoalesced: countCoalesced,
    limits: {
      maxSeries: config.limits.series,
      maxLabelBytes: config.limits.labelBytes,
      onDropped: (metric, reason, series) => {
        countDropped(reason, series);
        log.warn('family left out', { family: metric.name, reason, series });
      },
    },
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
