import type { ServerPlan } from '../fleet/city.ts';
import { uniform } from '../fleet/random.ts';
import { noVolume, plus, type Volume } from '../fleet/volume.ts';
import { Backlog } from './backlog.ts';
import { Conditions } from './conditions.ts';
import { Downloads } from './downloads.ts';
import type { Site } from './site.ts';

/** Settlements by the way they were made. */
export interface Settled {
  readonly online: Volume;
  readonly offline: Volume;
}

/** Why a server was started. */
export type BootReason = 'planned' | 'power' | 'crash';

/** A disk that runs full: from what it held to its last byte. */
export interface DiskFill {
  readonly fromMs: number;
  readonly untilMs: number;
}

const dayMs = 86_400_000;
const recentMs = 20_000;

/** A server of a hospital: its condition, and the books of what it has done. */
export class ServerTwin {
  readonly plan: ServerPlan;
  readonly site: Site;
  readonly backlog = new Backlog();
  readonly downloads: Downloads;
  readonly fills = new Set<DiskFill>();
  readonly conditions = new Conditions();
  /** Faults that keep it down, or its settlement service; 0 is well. */
  down = 0;
  settlementStops = 0;
  /** Faults that let no settlement through although the service runs. */
  blocks = 0;
  serviceRestarts = 0;
  /** When the host went down; undefined while it runs. */
  downSinceMs: number | undefined;
  /** Since when the bureau cannot be reached from here; undefined while it can. */
  #awaySinceMs: number | undefined;
  #offlineMs = 0;
  bootedAtMs: number;
  bootReason: BootReason = 'planned';
  /** Counters of the agent start again with the host. */
  countersFromMs: number;
  #booked: Settled = { online: noVolume, offline: noVolume };
  #atBoot: Settled = { online: noVolume, offline: noVolume };
  #uploadedAtBoot = 0;
  #bookedAtMs: number;
  #lastSettlementMs: number | undefined;

  constructor(plan: ServerPlan, site: Site) {
    this.plan = plan;
    this.site = site;
    this.downloads = new Downloads(plan.seed, site.rules);
    this.countersFromMs = site.rules.sinceMs;
    this.bootedAtMs = site.rules.sinceMs - Math.floor(uniform(plan.seed, 5) * 60) * dayMs;
    this.#bookedAtMs = site.rules.sinceMs;
  }

  get isDown(): boolean {
    return this.down > 0;
  }

  get canSettle(): boolean {
    return this.down === 0 && this.settlementStops === 0 && this.blocks === 0;
  }

  /** Whether the center can reach it at all. */
  get isReachable(): boolean {
    return this.down === 0 && !this.site.isCutOff;
  }

  /** Whether its agent answers a scrape. */
  get answers(): boolean {
    return this.isReachable && !this.conditions.has('agent-failure');
  }

  /** Called after every change of conditions: what the night should have brought meanwhile is late or lost. */
  noteReach(atMs: number): void {
    if (!this.isReachable || this.site.isOffline) {
      this.#awaySinceMs ??= atMs;
    } else if (this.#awaySinceMs !== undefined) {
      this.downloads.catchUp(this.#awaySinceMs, atMs);
      this.#awaySinceMs = undefined;
    }
  }

  /** Writes down what was done until now; conditions may change afterwards. */
  book(atMs: number): void {
    const done = this.site.servedSince(this, atMs);
    const { online, offline } = this.#booked;
    if (done.total > 0) this.#lastSettlementMs = this.site.volume.lastAt(atMs);
    const { isOffline } = this.site;
    const drainPerSecond = this.isDown ? 0 : this.site.rules.business.drainPerSecond;
    this.backlog.book(atMs, { added: done.total, isOffline, drainPerSecond });
    if (isOffline) {
      this.#booked = { online, offline: plus(offline, done) };
      this.#offlineMs += atMs - this.#bookedAtMs;
    } else {
      this.#booked = { online: plus(online, done), offline };
    }
    this.#bookedAtMs = atMs;
  }

  /** Power comes back: counters of kernel and agent start at zero, the books of the database stay. */
  boot(atMs: number, reason: BootReason): void {
    this.book(atMs);
    this.bootReason = reason;
    this.bootedAtMs = atMs;
    this.countersFromMs = atMs;
    this.#offlineMs = 0;
    this.#atBoot = this.#booked;
    this.#uploadedAtBoot = this.#uploadedEver(this.#booked, this.backlog.sizeAt(atMs, 0));
  }

  /** What the counters show: settlements since the last start. */
  settledAt(atMs: number): Settled {
    const { online, offline } = this.#settledEver(atMs);
    return {
      online: { ...differenceOf(online, this.#atBoot.online) },
      offline: { ...differenceOf(offline, this.#atBoot.offline) },
    };
  }

  /** Offline settlements that the bureau has not got yet. */
  pendingAt(atMs: number): number {
    const added = this.site.isOffline ? this.site.servedSince(this, atMs).total : 0;
    const drains = !this.site.isOffline && !this.isDown;
    const rate = drains ? this.site.rules.business.drainPerSecond : 0;
    return this.backlog.sizeAt(atMs, rate) + added;
  }

  /** Online settlements of the last twenty seconds: on their way to the bureau. */
  onTheWayAt(atMs: number): number {
    return this.site.isOffline ? 0 : this.recentAt(atMs);
  }

  /** Seconds without the bureau since the last start. */
  offlineSecondsAt(atMs: number): number {
    const now = this.site.isOffline ? atMs - this.#bookedAtMs : 0;
    return (this.#offlineMs + now) / 1000;
  }

  /** When it last settled, or undefined if it has not since yesterday. */
  lastSettlementAt(atMs: number): number | undefined {
    const { volume } = this.site;
    return this.site.servedSince(this, atMs).total > 0
      ? volume.lastAt(atMs)
      : this.#lastSettlementMs;
  }

  /** Settlements of the last twenty seconds. */
  recentAt(atMs: number): number {
    return this.site.servedSince(this, atMs, recentMs).total;
  }

  /** Records that reached the bureau, since the last start. */
  uploadedAt(atMs: number): number {
    const waiting = this.pendingAt(atMs) + this.onTheWayAt(atMs);
    return this.#uploadedEver(this.#settledEver(atMs), waiting) - this.#uploadedAtBoot;
  }

  #settledEver(atMs: number): Settled {
    const done = this.site.servedSince(this, atMs);
    const { online, offline } = this.#booked;
    return this.site.isOffline
      ? { online, offline: plus(offline, done) }
      : { online: plus(online, done), offline };
  }

  #uploadedEver({ online, offline }: Settled, waiting: number): number {
    return online.total + offline.total - waiting;
  }
}

function differenceOf(now: Volume, start: Volume): Volume {
  return { total: now.total - start.total, busy: now.busy - start.busy };
}
