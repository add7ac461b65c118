import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import { type Listening, listen } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import { Replies } from './acting/replies.ts';
import type { Channel } from './channels/channel.ts';
import { openChannel } from './channels/index.ts';
import type { NotifierConfig } from './config.ts';
import { Dispatcher } from './dispatcher.ts';
import { Emergency } from './emergency.ts';
import { media } from './incidents/incident.ts';
import { Intake } from './intake.ts';
import { startLoops } from './loops.ts';
import { SilenceKeeper } from './maintenance/silence-keeper.ts';
import { NameSource } from './name-source.ts';
import { type NotifierMetrics, notifierMetrics } from './own-metrics.ts';
import type { Person } from './planner.ts';
import { planningSource } from './planning-source.ts';
import { Pump } from './pump.ts';
import { Reconciler, type ReconcilerParts } from './reconciler.ts';
import { ReturnPath } from './return-path.ts';
import { notifierRoutes } from './routes.ts';
import { Status } from './status.ts';
import { openStore } from './storage/store.ts';
import type { Db } from './storage/tables.ts';
import { Wal } from './wal/wal.ts';
import { Watchdog } from './watchdog.ts';

export interface Notifier {
  readonly listening: Listening;
  /** Takes no more, gives attempts in progress two seconds, keeps the rest for the next start. */
  close(): Promise<void>;
}

interface Given {
  readonly config: NotifierConfig;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts the notifier. It is up and takes webhooks before it has found its database, and while that is away. */
export async function createNotifier(given: Given): Promise<Notifier> {
  const parts = await openParts(given);
  const { config, log, clock } = given;
  const { status, wal, pump, names, watchdog, channels, store, roster } = parts;
  const loops = startLoops({ ...given, ...parts });
  parts.intake.onTaken = () => loops.wake();
  parts.returnPath.onReturn = () => loops.wake();
  const measure = () => status.measure({ wal, pump, names, watchdog, roster });
  const routes = notifierRoutes({ ...parts, log, clock, measure, db: store.db });
  const listening = await listen(routes, config.listen);
  log.info('notifier is up', { address: `${listening.host}:${listening.port}` });
  return {
    listening,
    close: async () => {
      await Promise.all([listening.close(), loops.stop()]);
      for (const channel of channels) channel.close();
      await pump.close();
      await wal.close();
      await store.close();
    },
  };
}

async function openParts({ config, clock, log }: Given) {
  const wal = await openWal(config, clock);
  const channels = config.channels.map(openChannel);
  const metrics = notifierMetrics(channels.map(({ name }) => name));
  const status = new Status({ log, metrics, clock });
  status.sawCuts(wal.cuts);
  const names = new NameSource({
    url: config.links.names,
    cacheFile: join(config.dataFolder, 'names.json'),
    ...{ log, clock },
  });
  const intake = new Intake({ wal, folder: config.dataFolder, clock, log, status });
  const watchdog = new Watchdog({
    clock,
    missingAfterMs: config.watchdog.missingAfter,
    file: join(config.dataFolder, 'watchdog'),
    report: (webhook) => intake.report(webhook),
  });
  const given = { config, clock, log, wal, channels, metrics, status, names };
  const path = openPath(given);
  const reconciler = reconcilerOf(config, {
    clock,
    live: () => path.pump.engine?.live.values() ?? [],
    report: (webhook) => intake.report(webhook),
  });
  const { alertmanager: alertmanagerUrls, prometheus: prometheusUrl } = config.links;
  const silences =
    alertmanagerUrls === undefined || prometheusUrl === undefined
      ? undefined
      : new SilenceKeeper({ clock, alertmanagerUrls, prometheusUrl });
  return { ...given, intake, watchdog, reconciler, silences, ...path };
}

function reconcilerOf(
  { links: { alertmanager, prometheus } }: NotifierConfig,
  parts: Pick<ReconcilerParts, 'clock' | 'live' | 'report'>,
): Reconciler | undefined {
  if (alertmanager === undefined || prometheus === undefined) return undefined;
  return new Reconciler({ ...parts, alertmanagerUrls: alertmanager, prometheusUrl: prometheus });
}

interface PathParts extends Given {
  readonly wal: Wal;
  readonly channels: readonly Channel[];
  readonly metrics: NotifierMetrics;
  readonly status: Status;
  readonly names: NameSource;
}

/** From the log to the people: what reads it, what it becomes, who sends. */
function openPath({ config, clock, log, wal, channels, metrics, status, names }: PathParts) {
  const store = openStore(config.database, log);
  const { people, roster, links, planning } = planningSource({ config, clock, log, names });
  const { reopenWithin, grace, bundleAbove, bundleWithin } = config.incidents;
  const settings = {
    reopenWithinMs: reopenWithin,
    graceMs: grace,
    bundleAbove,
    bundleWithinMs: bundleWithin,
    flood: { ...config.flood, withinMs: config.flood.within },
  };
  const pump = new Pump({
    ...{ wal, clock, log },
    startEngine: () => store.startEngine({ log: wal.identity, settings, planning }, clock.now()),
    onSkipped: () => metrics.recordsSkipped.inc(),
    onDamage: () => metrics.walDamages.inc(),
  });
  const dispatchers = dispatchersOf({ db: store.db, config, clock, channels, people, status });
  const afterMs = config.watchdog.missingAfter;
  const emergency = new Emergency({ clock, log, channels, planning, afterMs });
  const engine = () => pump.engine;
  const acting = { clock, engine, planning, links };
  const replies = new Replies({ clock, log, db: store.db, engine, planning });
  const returnPath = new ReturnPath({ db: store.db, clock, log, channels, engine, replies });
  const callbacks = { tokens: callbackTokensOf(config), ears: returnPath };
  const inward = { acting, returnPath, callbacks };
  return { store, planning, roster, pump, dispatchers, emergency, ...inward };
}

interface Senders {
  readonly db: Db;
  readonly config: NotifierConfig;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly people: ReadonlyMap<string, Person>;
  readonly status: Status;
}

function dispatchersOf({ config, channels, status, ...rest }: Senders): readonly Dispatcher[] {
  const { first, max, giveUpAfter } = config.retry;
  const retry = { firstMs: first, maxMs: max, giveUpAfterMs: giveUpAfter };
  const throttle = config.smsLimits.map(({ count, within }) => ({ count, withinMs: within }));
  return media.map((medium) => {
    const own = channels.filter((channel) => channel.medium === medium);
    const onAttempt = (channel: string, result: string) => status.sawAttempt(channel, result);
    return new Dispatcher({ ...rest, medium, retry, throttle, channels: own, onAttempt });
  });
}

function callbackTokensOf({ channels }: NotifierConfig): ReadonlyMap<string, string> {
  return new Map(
    channels.flatMap((channel) =>
      'callbackTokenFile' in channel && channel.callbackTokenFile !== undefined
        ? [[channel.name, channel.callbackTokenFile]]
        : [],
    ),
  );
}

function openWal({ dataFolder, wal }: NotifierConfig, clock: Clock): Promise<Wal> {
  return Wal.open({
    folder: join(dataFolder, 'wal'),
    clock,
    segmentBytes: wal.segmentBytes,
    keepMs: wal.keep,
    maxBytes: wal.maxBytes,
  });
}
