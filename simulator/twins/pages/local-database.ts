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
    single(dbUp, () => 1),
    single(dbPoolInUse, (r) => Math.min(poolMax, 2 + Math.round(r.perSecond * 3 + flicker(r, 50)))),
    single(dbPoolMax, () => poolMax),
    single(dbPoolWaiting, () => 0),
    family(dbQuerySeconds, [
      ['ping', (r) => rounded(0.001 + 0.002 * flicker(r, 51))],
      ['trade_state', (r) => rounded(0.006 + 0.02 * flicker(r, 52))],
      ['money_check', (r) => rounded(0.015 + 0.02 * flicker(r, 53))],
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
