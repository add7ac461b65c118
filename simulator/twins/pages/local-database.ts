import {
  dbBackupTimestamp,
  dbFileBytes,
  dbFileFreeBytes,
  dbPoolInUse,
  dbPoolMax,
  dbPoolWaiting,
  dbQuerySeconds,
  dbUp,
  logDirBytes,
} from '../../../catalog/service.ts';

import { mix, uniform } from '../../fleet/random.ts';
import { lastTime } from '../calls.ts';
import { type Family, family, single } from '../page.ts';
import { flicker, type Reading, rounded } from '../reading.ts';
import type { Shape } from '../shape.ts';

const mebibyte = 1_048_576;

/** The local database and the folders of the settlement system. */
export function localDatabase({ windows }: Shape): readonly Family[] {
  const poolMax = windows * 4;
  return [
    single(dbUp, (r) => (r.server.conditions.has('database-down') ? 0 : 1)),
    single(dbPoolInUse, (r) => inUse(r, poolMax)),
    single(dbPoolMax, () => poolMax),
    single(dbPoolWaiting, (r) => (isFull(r) ? 3 + Math.floor(9 * flicker(r, 49)) : 0)),
    family(dbQuerySeconds, [
      ['ping', (r) => query(r, 0.001 + 0.002 * flicker(r, 51))],
      ['trade_state', (r) => query(r, 0.006 + 0.02 * flicker(r, 52))],
      ['money_check', (r) => query(r, 0.015 + 0.02 * flicker(r, 53))],
    ]),
    family(dbFileBytes, [
      ['data', (r) => dataFile(r)],
      ['log', () => 4096 * mebibyte],
      ['tempdb', () => 2048 * mebibyte],
      ['other', () => 512 * mebibyte],
    ]),
    family(dbFileFreeBytes, [
      ['data', (r) => Math.round(dataFile(r) * 0.2)],
      ['log', (r) => Math.round((3300 + 200 * r.wave) * mebibyte)],
      ['tempdb', (r) => Math.round((1800 + 100 * r.wave) * mebibyte)],
      ['other', () => 380 * mebibyte],
    ]),
    single(dbBackupTimestamp, backup),
    family(logDirBytes, [
      ['trade', (r) => folder(r, 24_000)],
      ['net', (r) => folder(r, 12_000)],
      ['download', (r) => folder(r, 60)],
      ['error', (r) => folder(r, 40)],
      ['data', () => 1_300_000_000],
      ['upload', (r) => r.pending * 4096],
    ]),
  ];
}

function inUse(r: Reading, poolMax: number): number {
  if (r.server.conditions.has('database-down')) return 0;
  if (isFull(r)) return poolMax;
  return Math.min(poolMax, 2 + Math.round(r.perSecond * 3 + flicker(r, 50)));
}

function isFull({ server }: Reading): boolean {
  return server.conditions.has('database-pool-full');
}

/** A query that never ends has no duration; one that waits for a connection has a long one. */
function query(r: Reading, calmSeconds: number): number | undefined {
  if (r.server.conditions.has('database-down')) return undefined;
  return rounded(isFull(r) ? 8 + calmSeconds : calmSeconds);
}

/** 4 KB a settlement on top of what was there. */
function dataFile({ total, seed }: Reading): number {
  return Math.round((20_000 + 30_000 * uniform(seed, 54)) * mebibyte) + total * 4096;
}

/** Log folders are emptied on Sundays; what lies there is the week's. */
function folder({ hospital, atMs }: Reading, bytesPerSettlement: number): number {
  const sunday = 3 * 86_400_000; // 1970-01-04, 00:00 UTC
  const week = 7 * 86_400_000;
  const done = (atMs - sunday) % week;
  return Math.round((hospital.plan.settlementsPerDay * bytesPerSettlement * done) / 86_400_000);
}

function backup({ hospital, seed, atMs }: Reading): number {
  const { from, to } = hospital.rules.night.backup;
  const minute = from + uniform(mix(seed, 55)) * (to - from);
  return Math.round(lastTime(minute, atMs) / 1000);
}
