import { join } from 'node:path';
import { z } from 'zod';
import { durationMs, loadConfig } from '../../lib/config.ts';
import { parseDuration } from '../../lib/duration.ts';
import { minuteOf } from '../fleet/local-time.ts';

const clock = z
  .string()
  .regex(/^\d\d:\d\d$/, 'expected a time such as 06:30')
  .transform(minuteOf);
const hours = z.tuple([clock, clock]);
const group = z.enum(['L3', 'L2', 'L1', 'community', 'other']);
const settings = z.record(z.string(), z.union([z.string(), z.number()])).default({});

/** One time, or two between which each fault draws its own. */
const span = z.string().transform((text, context): readonly [number, number] => {
  try {
    const [from = '', to = from] = text.split('..');
    return [parseDuration(from), parseDuration(to)];
  } catch {
    context.addIssue({ code: 'custom', message: `expected 5m or 7d..20d, got ${text}` });
    return z.NEVER;
  }
});

const Follow = z.strictObject({
  kind: z.string(),
  afterStart: durationMs.optional(),
  afterEnd: durationMs.optional(),
  lasts: durationMs.optional(),
  chance: z.number().gt(0).max(1).default(1),
  with: settings,
});

const Row = z.strictObject({
  kind: z.string(),
  per: z.enum(['hospital', 'server', 'primary', 'pair', 'window', 'provider', 'city']),
  /** A year; `groups` has its own for each group, and none for those that it leaves out. */
  rate: z.number().positive().optional(),
  groups: z.partialRecord(group, z.number().positive()).optional(),
  /** Share of the sites that ever do this. */
  sites: z.number().gt(0).max(1).default(1),
  duration: z.tuple([durationMs, z.number().positive()]).optional(),
  lasts: span.optional(),
  hours: hours.optional(),
  with: settings,
  follow: z.array(Follow).default([]),
});
export type Row = z.infer<typeof Row>;

const Dated = z.strictObject({
  kind: z.string(),
  day: z.enum(['patch-wednesday', 'new-year']),
  share: z.number().gt(0).max(1),
  hours,
  lasts: span,
  with: settings,
});
export type Dated = z.infer<typeof Dated>;

const FaultRates = z.strictObject({ faults: z.array(Row).min(1), dated: z.array(Dated) });
export type FaultRates = z.infer<typeof FaultRates>;

/** How often what fails; throws a ConfigError that lists all mistakes. */
export function loadFaultRates(file = join(import.meta.dirname, 'fault-rates.yml')): FaultRates {
  return loadConfig(FaultRates, file);
}
