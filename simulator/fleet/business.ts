import { join } from 'node:path';
import { z } from 'zod';
import { txnKinds } from '../../catalog/labels.ts';
import { loadConfig } from '../../lib/config.ts';
import { minuteOf } from './local-time.ts';

const share = z.number().min(0).max(1);
const lognormal = z.tuple([z.number().positive(), z.number().positive()]);
const week = z.array(z.number().min(0)).length(7);
const clock = z
  .string()
  .regex(/^\d\d:\d\d$/, 'expected a time such as 00:30')
  .transform(minuteOf);

/** Shares of 24 hours; a typing mistake shows as a sum other than 1. */
const curve = z
  .array(share)
  .length(24)
  .refine((hours) => Math.abs(sum(hours) - 1) < 0.0011, 'the 24 shares must add up to 1');

const Business = z.strictObject({
  curves: z.strictObject({ large: curve, small: curve }),
  weekdays: z.strictObject({ large: week, small: week, community: week }),
  holidayFactor: share,
  makeUpFactor: z.number().positive(),
  afterLongHolidayFactor: z.number().positive(),
  dayNoise: z.strictObject({ correlation: share, sigma: share }),
  calls: z.partialRecord(z.enum(txnKinds), z.number().positive()),
  errors: z.strictObject({
    business: z.strictObject({ txn: z.enum(txnKinds), share }),
    system: share,
    timeout: share,
    indoubt: share,
  }),
  itemsPerSettlement: z.number().positive(),
  itemStates: z.record(z.string(), share),
  yuanPerSettlement: z.number().positive(),
  latency: z.partialRecord(
    z.enum(txnKinds),
    z.strictObject({ local: lognormal, bureau: lognormal.optional() }),
  ),
  /** At most 1/6: see spreadBusy in volume.ts. */
  busy: z.strictObject({ share: z.number().min(0).max(0.166), slowdown: z.number().min(1) }),
  drainPerSecond: z.number().positive(),
  failoverSeconds: z.number().min(0),
  cpuSecondsPerSettlement: z.number().positive(),
  tail: z.strictObject({ share, fromSeconds: z.number(), toSeconds: z.number() }),
});
export type Business = z.infer<typeof Business>;

const datasetNight = z.strictObject({
  rows: z.int().positive(),
  bytes: z.int().positive(),
  seconds: z.number().positive(),
  madeDaily: z.boolean(),
  rowsPerDay: z.int().min(0),
});

const Night = z.strictObject({
  firstDownload: clock,
  readyBy: clock,
  spreadMinutes: z.int().positive(),
  retries: z.strictObject({ count: z.int().min(0), everyMinutes: z.int().positive() }),
  backup: z.strictObject({ from: clock, to: clock }),
  reconcile: z.strictObject({ local: clock, bureau: clock }),
  signIn: clock,
  datasets: z.strictObject({
    policy: datasetNight,
    catalog_drug: datasetNight,
    catalog_service: datasetNight,
    catalog_material: datasetNight,
    catalog_disease: datasetNight,
    redlist: datasetNight,
  }),
});
export type Night = z.infer<typeof Night>;

/** How hospitals do business by day; throws a ConfigError that lists all mistakes. */
export function loadBusiness(file = join(import.meta.dirname, 'business.yml')): Business {
  return loadConfig(Business, file);
}

/** What servers do by night; throws a ConfigError that lists all mistakes. */
export function loadNight(file = join(import.meta.dirname, 'night.yml')): Night {
  return loadConfig(Night, file);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
