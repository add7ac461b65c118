import type { Kysely } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import { openDatabase } from '../lib/database.ts';
import { type Listening, listen } from '../lib/http-server.ts';
import type { Log } from '../lib/json-log.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import { loadCalendar } from './calendar/business-calendar.ts';
import { CalendarMetrics } from './calendar/calendar-metrics.ts';
import { type CenterConfig, databaseUrl, proxyLimits } from './config.ts';
import { InventoryMetrics } from './discovery/inventory-metrics.ts';
import { RegistrySnapshot } from './discovery/registry-snapshot.ts';
import { apiRouter } from './http/api/api-router.ts';
import { changeRoutes } from './http/api/change-routes.ts';
import { listRoutes } from './http/api/list-routes.ts';
import { maintenanceRoutes } from './http/api/maintenance-routes.ts';
import { consoleApp } from './http/console-app.ts';
import { operationsApp } from './http/operations-app.ts';
import { PrometheusProxy } from './http/proxy/prometheus-proxy.ts';
import { MaintenanceMetrics } from './maintenance/maintenance-metrics.ts';
import { type ContactCipher, contactCipher } from './registry/contacts/contact-cipher.ts';
import { ImportDesk } from './registry/import/import-desk.ts';
import type { StoredRegistry } from './registry/registry.ts';
import { registryReader } from './registry/registry-store.ts';
import type { Tables } from './storage/tables.ts';
import type { AccountsOptions } from './users/accounts.ts';
import { SignInDesk } from './users/sign-in.ts';

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
export async function startCenter(options: CenterOptions): Promise<Center> {
  const { config, clock, log } = options;
  const { db, close } = openDatabase<Tables>(databaseUrl(config.database), (error) => {
    log.warn('database connection lost', { error });
  });
  const readRegistry = registryReader(db);
  const refreshMs = config.registry.refresh;
  const snapshot = new RegistrySnapshot({ read: readRegistry, clock, log, refreshMs });
  const { contactKeyFile } = config.registry;
  const cipher = contactKeyFile === undefined ? undefined : contactCipher(contactKeyFile);
  const desk = new ImportDesk({ db, cipher, log });
  const apps = appsOf(options, { db, readRegistry, snapshot, cipher, desk });

  const started: Listening[] = [];
  const stop = async () => {
    await Promise.all(started.map((listening) => listening.close()));
    await desk.stop();
    await close();
  };
  try {
    const operations = await listen(apps.operations, config.operations.listen);
    started.push(operations);
    const console = await listen(apps.console, config.console.listen);
    started.push(console);
    const loop = snapshot.start();
    log.info('center listens', { console: console.port, operations: operations.port });
    return {
      console,
      operations,
      stop: async () => void (await Promise.all([loop.stop(), stop()])),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Sources {
  readonly db: Kysely<Tables>;
  readonly readRegistry: () => Promise<StoredRegistry>;
  readonly snapshot: RegistrySnapshot;
  readonly cipher: ContactCipher | undefined;
  readonly desk: ImportDesk;
}

function appsOf({ config, clock, log }: CenterOptions, sources: Sources) {
  const { db, readRegistry, snapshot, cipher, desk } = sources;
  const metrics = new OwnMetrics();
  const calendar = loadCalendar();
  const seen = { snapshot, clock, calendar };
  const series = [
    new InventoryMetrics(metrics, seen),
    new CalendarMetrics(metrics, seen),
    new MaintenanceMetrics(metrics, seen),
  ];
  const { url } = config.prometheus;
  const proxy = new PrometheusProxy({
    url,
    limits: proxyLimits(config.prometheus),
    clock,
    metrics,
  });
  return {
    operations: operationsApp({ metrics, series, snapshot, readRegistry, log }),
    console: consoleApp({
      ...config.console,
      ...{ snapshot, log, signInDesk: signInDeskOf({ db, clock }, config.login) },
      hosts: config.login.hosts,
      proxy: proxy.routes(),
      api: apiRouter([
        ...listRoutes({ db, readRegistry, clock, calendar, cipher }),
        ...changeRoutes({ db, desk, cipher }),
        ...maintenanceRoutes(db, clock),
      ]),
    }),
  };
}

function signInDeskOf(
  sources: Pick<AccountsOptions, 'db' | 'clock'>,
  { required, keyFile }: CenterConfig['login'],
): SignInDesk | undefined {
  if (!required || keyFile === undefined) return undefined;
  return new SignInDesk({ ...sources, cipher: contactCipher(keyFile) });
}
