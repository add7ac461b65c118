import { priorities } from '../../catalog/severities.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/json-log.ts';
import type { Answer } from './ingest.ts';
import type { NameSource } from './name-source.ts';
import type { NotifierMetrics } from './own-metrics.ts';
import type { Roster } from './people/roster.ts';
import type { Pump } from './pump.ts';
import type { Reconciled } from './reconciler.ts';
import { SupersededError } from './storage/ledger.ts';
import type { Cut } from './wal/folder.ts';
import type { Wal } from './wal/wal.ts';
import type { Watchdog } from './watchdog.ts';

interface Parts {
  readonly log: Log;
  readonly metrics: NotifierMetrics;
  readonly clock: Clock;
}

interface Measured {
  readonly wal: Wal;
  readonly pump: Pump;
  readonly names: NameSource;
  readonly watchdog: Watchdog;
  readonly roster: Roster;
}

/** What the notifier knows of its own state: readiness, gauges, and one log line per change, not per failure. */
export class Status {
  readonly #parts: Parts;
  #databaseTrouble: string | undefined = 'the database was not found yet';
  #diskRefuses = false;
  #isSuperseded = false;
  #oldestMessageAt: number | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Why alarms do not get through as they should; empty when all is well. */
  get troubles(): readonly string[] {
    return [
      ...(this.#isSuperseded ? ['another notifier has taken over the database'] : []),
      ...(this.#databaseTrouble === undefined ? [] : [this.#databaseTrouble]),
      ...(this.#diskRefuses ? ['the disk refuses webhooks'] : []),
    ];
  }

  get isDatabaseAway(): boolean {
    return this.#databaseTrouble !== undefined;
  }

  get isSuperseded(): boolean {
    return this.#isSuperseded;
  }

  sawWebhook({ status }: Answer): void {
    const { metrics } = this.#parts;
    metrics.webhooks.inc({ code: String(status) });
    if (status === 400) metrics.quarantined.inc();
    if (status !== 400) this.#diskRefuses = status === 503;
  }

  sawAttempt(channel: string, result: string): void {
    this.#parts.metrics.deliveries.inc({ channel, result });
  }

  sawChannel(channel: { readonly name: string; readonly medium: string }, isUp: boolean): void {
    const labels = { channel: channel.name, kind: channel.medium };
    this.#parts.metrics.channelUp.set(labels, isUp ? 1 : 0);
  }

  sawCuts(cuts: readonly Cut[]): void {
    for (const cut of cuts) {
      this.#parts.metrics.walDamages.inc();
      this.#parts.log.warn('the log ended in an unfinished record, which was cut', { ...cut });
    }
  }

  sawDatabase(error?: unknown): void {
    const { log, metrics } = this.#parts;
    metrics.databaseUp.set(error === undefined ? 1 : 0);
    if (error instanceof SupersededError) {
      if (!this.#isSuperseded) log.error('another notifier has taken over; this one only listens');
      this.#isSuperseded = true;
    } else if (error !== undefined && this.#databaseTrouble !== databaseAway) {
      log.error('the database is away; webhooks wait on the disk', { error });
      this.#databaseTrouble = databaseAway;
    } else if (error === undefined && this.#databaseTrouble !== undefined) {
      log.info('the database is in use');
      this.#databaseTrouble = undefined;
    }
  }

  sawReconciled({ opened, closed }: Reconciled): void {
    const { metrics, clock } = this.#parts;
    metrics.reconcileLastSuccess.set(clock.now() / 1000);
    metrics.reconciled.inc({ change: 'opened' }, opened);
    metrics.reconciled.inc({ change: 'closed' }, closed);
  }

  sawOutbox({ length, oldestAt }: { length: number; oldestAt: number | null }): void {
    this.#parts.metrics.outboxLength.set(length);
    this.#oldestMessageAt = oldestAt;
  }

  /** Brings the gauges up to date. */
  measure({ wal, pump, names, watchdog, roster }: Measured): void {
    const { metrics, clock } = this.#parts;
    const now = clock.now();
    metrics.walBytes.set(wal.bytes);
    metrics.walUnprocessed.set(pump.unread);
    metrics.namesAge.set((now - names.receivedAt) / 1000);
    metrics.outboxOldestAge.set(
      this.#oldestMessageAt === null ? 0 : Math.max(0, now - this.#oldestMessageAt) / 1000,
    );
    if (watchdog.lastSeenAt !== undefined) metrics.watchdogLastSeen.set(watchdog.lastSeenAt / 1000);
    for (const { name, gaps, trouble } of roster.states(now)) {
      const gapMs = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
      metrics.rotaGap.set({ rota: name }, gapMs / 1000);
      metrics.rotaUp.set({ rota: name }, trouble === undefined ? 1 : 0);
    }
    const open = [...(pump.engine?.live.values() ?? [])].filter(({ phase }) => phase === 'open');
    for (const priority of priorities) {
      const count = open.filter((incident) => incident.priority === priority).length;
      metrics.incidentsOpen.set({ priority }, count);
    }
  }
}

const databaseAway = 'the database is away; webhooks wait on the disk';
