import type { Clock } from '../lib/clock.ts';
import { errorMessage } from '../lib/error-message.ts';
import type { Log } from '../lib/json-log.ts';
import { createAgentMetrics } from './agent-metrics.ts';
import type { LoadedConfig } from './config-file.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Host } from './host/host.ts';
import { type HelperProcess, HelperStatfs, type SlowStatfs } from './host/slow-statfs.ts';
import type { SqlProcess } from './host/sql-process.ts';
import type { VerifyPassword } from './web/basic-auth.ts';
import { WebServer } from './web/web-server.ts';

interface Parts {
  /** A new one for each configuration: its files are closed with the engine that opened them. */
  readonly openHost: (root: string, slowStatfs: SlowStatfs) => Host;
  readonly spawnHelper: () => HelperProcess;
  readonly spawnSql: () => SqlProcess;
  readonly inventoryEntry?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly verifyPassword: VerifyPassword;
  readonly loaded: LoadedConfig;
  readonly stateDir?: string | undefined;
}

export interface Agent {
  readonly port: number;
  /** Takes over a configuration between two requests; one that cannot run leaves the old one in force. */
  reload(load: () => LoadedConfig): Promise<void>;
  /** Requests in progress are finished; then files are closed. */
  stop(): Promise<void>;
}

/** Starts the agent; rejects when it cannot listen. */
export async function createAgent({ openHost, clock, log, ...parts }: Parts): Promise<Agent> {
  const metrics = createAgentMetrics();
  const helper = new HelperStatfs({ spawn: parts.spawnHelper, clock, log, events: metrics.helper });
  const start = ({ config }: LoadedConfig): Engine =>
    createEngine({
      host: openHost(config.host.root, helper),
      clock,
      log,
      config,
      metrics,
      stateDir: parts.stateDir,
      spawnSql: parts.spawnSql,
      inventoryEntry: parts.inventoryEntry,
    });
  let current = parts.loaded;
  let engine = start(current);
  metrics.configRead(current.hash, clock.now());
  metrics.setLastKnownGood(current.isCopy);
  const { listen, configFile, insecure } = current.config.web;
  const web = new WebServer(
    { ...listen, configFile, insecure },
    {
      clock,
      log,
      handler: (request, response) => engine.handle(request, response),
      verifyPassword: parts.verifyPassword,
      events: metrics.web,
    },
  );
  metrics.setInsecure(web.isOpen);
  const { port } = await web.listen();
  log.info('agent listens', { host: listen.host, port, collectors: namesOf(engine) });

  return {
    port,
    reload: async (load) => {
      try {
        const next = load();
        const old = engine;
        old.save();
        engine = start(next);
        if (!sameDoor(current, next)) log.warn('web.listen and web.insecure need a restart');
        current = next;
        metrics.configRead(next.hash, clock.now());
        metrics.setLastKnownGood(false);
        log.info('configuration taken over', { hash: next.hash, collectors: namesOf(engine) });
        await old.close();
      } catch (error) {
        metrics.configRead(undefined, clock.now());
        log.error('configuration not taken over, the old one stays', {
          error: errorMessage(error),
        });
      }
    },
    stop: async () => {
      await web.close();
      await engine.close();
      helper.close();
      log.info('agent stopped');
    },
  };
}

function namesOf({ scraper }: Engine): readonly string[] {
  return scraper.runners.map(({ collector }) => collector.name);
}

function sameDoor(
  { config: { web: a } }: LoadedConfig,
  { config: { web: b } }: LoadedConfig,
): boolean {
  return (
    a.listen.host === b.listen.host &&
    a.listen.port === b.listen.port &&
    a.configFile === b.configFile &&
    a.insecure === b.insecure
  );
}
