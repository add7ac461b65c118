import type { Dataset, TxnKind, TxnResult } from '../../catalog/labels.ts';
import { uniform } from '../fleet/random.ts';
import type { HospitalTwin } from './hospital-twin.ts';
import type { Download } from './night-plan.ts';
import type { ServerTwin, Settled } from './server-twin.ts';

/** Calls of one kind since the counters started, by how they ended. */
export interface Calls extends Readonly<Record<TxnResult, number>> {
  readonly all: number;
  /** All but the time-outs, by whether the server was busy. */
  readonly normal: number;
  readonly busy: number;
}

/** What a scrape sees of a server: computed once, then read by all the lines of the page. */
export interface Reading {
  /** Wall time in ms, and in seconds since 1970. */
  readonly atMs: number;
  readonly seconds: number;
  readonly server: ServerTwin;
  readonly hospital: HospitalTwin;
  readonly seed: number;
  readonly settled: Settled;
  /** Settlements since the counters started, both ways. */
  readonly total: number;
  readonly busy: number;
  readonly serving: boolean;
  readonly perSecond: number;
  readonly pending: number;
  readonly uptimeSeconds: number;
  /** Slow wave from -1 to 1, a period of some minutes; and its integral since the boot in seconds. */
  readonly wave: number;
  readonly waveSeconds: number;
  /** Filled when first asked, by the lines that need it. */
  readonly calls: Map<TxnKind, Calls>;
  readonly buckets: Map<TxnKind, readonly number[]>;
  readonly downloads: Map<Dataset, Download>;
}

/** Reads a server of this hospital at this moment. */
export function readServer(hospital: HospitalTwin, server: ServerTwin, atMs: number): Reading {
  const { plan } = server;
  const settled = server.settledAt(atMs);
  const { online, offline } = settled;
  const uptimeSeconds = (atMs - server.bootedAtMs) / 1000;
  const period = 240 + 400 * uniform(plan.seed, 6);
  const angle = (2 * Math.PI) / period;
  return {
    atMs,
    seconds: atMs / 1000,
    server,
    hospital,
    seed: plan.seed,
    settled,
    total: online.total + offline.total,
    busy: online.busy + offline.busy,
    serving: hospital.isServing(server, atMs),
    perSecond: server.recentAt(atMs) / 20,
    pending: server.pendingAt(atMs),
    uptimeSeconds,
    wave: Math.sin(angle * uptimeSeconds),
    waveSeconds: (1 - Math.cos(angle * uptimeSeconds)) / angle,
    calls: new Map(),
    buckets: new Map(),
    downloads: new Map(),
  };
}

/** Chance of this server that stays the same for so many seconds. */
export function flicker({ seed, seconds }: Reading, what: number, stepSeconds = 15): number {
  return uniform(seed, what * 65_537 + Math.floor(seconds / stepSeconds));
}

/** Three digits after the point are enough for seconds, and short on the wire. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
