import { readFileSync } from 'node:fs';
import { z } from 'zod';

const range = z.tuple([z.number(), z.number()]);

/** What a level is made of; shares of the capacity, hours of the day in local time. */
const Part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drift'), perDay: range, weekend: z.number() }),
  z.strictObject({
    ...{ kind: z.literal('sawtooth'), periodHours: z.number(), size: range },
    ...{ jitterHours: range, skip: range, unevenness: range },
  }),
  z.strictObject({
    ...{ kind: z.literal('pulse'), atHour: range, hours: range, size: range, unevenness: range },
  }),
  z.strictObject({ kind: z.literal('monthEnd'), days: range, size: range, keptDays: range }),
  z.strictObject({ kind: z.literal('steps'), perMonth: range, size: range }),
  z.strictObject({ kind: z.literal('saturating'), size: range, days: range }),
  z.strictObject({ kind: z.literal('runaway'), perMonth: range, fillHours: range }),
  z.strictObject({ kind: z.literal('accelerating'), doublingDays: range, start: range }),
  z.strictObject({
    ...{ kind: z.literal('bursts'), perMonth: range, hours: range, size: range, keptHours: range },
  }),
]);
export type Part = z.output<typeof Part>;
export type PartOf<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>;

/** A world of made-up targets; ranges are drawn from evenly, once for each target. */
export const WorldSpec = z.strictObject({
  days: z.number().int().positive(),
  warmUpDays: z.number().int().positive(),
  stepMinutes: z.number().positive(),
  noise: z.strictObject({ correlation: range, deviation: range, walkPerDay: range }),
  /** How long a target stays full until somebody cleans up. */
  fullHours: range,
  events: z.strictObject({
    ...{ gapsPerMonth: z.number(), gapHours: range },
    ...{ resizesPerMonth: z.number(), resizeFactor: range },
    ...{ cleanUpsPerMonth: z.number(), cleanUpShare: range },
    ...{ rebootsPerMonth: z.number(), rebootHours: range },
  }),
  archetypes: z.array(
    z.strictObject({ name: z.string(), share: z.number(), level: range, parts: z.array(Part) }),
  ),
  seeds: z.strictObject({
    development: z.array(z.number().int()),
    validation: z.array(z.number().int()),
  }),
});
export type WorldSpec = z.output<typeof WorldSpec>;

export function readSpec(file: URL | string): WorldSpec {
  return WorldSpec.parse(JSON.parse(readFileSync(file, 'utf8')));
}
