import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { openDatabase } from '../lib/database.ts';
import { type Listening, listen } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import { type CenterConfig, databaseUrl, type ProxyConfig } from './config.ts';
import { InventoryMetrics } from './discovery/inventory-metrics.ts';
import { RegistrySnapshot } from './discovery/registry-snapshot.ts';
import { consoleApp } from './http/console-app.ts';
import { operationsApp } from './http/operations-app.ts';
import type { ProxyLimits } from './http/proxy/limits.ts';
import { PrometheusProxy } from './http/proxy/prometheus-proxy.ts';
import { registryRoutes } from './http/registry-routes.ts';
import { readRegistry } from './registry/registry-store.ts';
import type { Tables } from './storage/tables.ts';

/** The numbered SQL files; a bundle carries them beside itself. */
export const migrations = join(import.meta.dirname, 'storage', 'migrations');

interface CenterOptions {
  readonly config: CenterConfig;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Center {
  readonly console: Listening;
  readonly operations: Listening;
  /** Answers what is under way, then closes ports, timers and database. */
  stop(): Promise<void>;
}

/** Starts listening at once; without its database it is alive and not ready, and recovers by itself. */
export async function startCenter({ config, clock, log }: CenterOptions): Promise<Center> {
  const database = openDatabase<Tables>(databaseUrl(config.database), (error) => {
    log.warn('idle database connection lost', { error });
  });
  const read = () => readRegistry(database.db);
  const metrics = new OwnMetrics();
  const snapshot = new RegistrySnapshot({ read, clock, log, refreshMs: config.registry.refresh });
  const inventory = new InventoryMetrics(metrics, snapshot, clock);
  const { url } = config.prometheus;
  const limits = limitsOf(config.prometheus);
  const proxy = new PrometheusProxy({ url, limits, clock, metrics }).routes();

  const operations = await listen(
    operationsApp({ metrics, inventory, snapshot, readRegistry: read, log }),
    config.operations.listen,
  );
  const console = await listen(
    consoleApp({
      ...config.console,
      ...{ snapshot, proxy, log },
      registryRoutes: registryRoutes(database.db, clock),
    }),
    config.console.listen,
  );
  const loop = snapshot.start();
  log.info('center listens', { console: console.port, operations: operations.port });
  return {
    console,
    operations,
    stop: async () => {
      await Promise.all([loop.stop(), console.close(), operations.close()]);
      await database.close();
    },
  };
}

/** Code has units in its names where the settings have durations in words. */
function limitsOf({ timeout, range, waitAtMost, cacheFor, ...same }: ProxyConfig): ProxyLimits {
  return { ...same, timeoutMs: timeout, rangeMs: range, waitMs: waitAtMost, cacheMs: cacheFor };
}
