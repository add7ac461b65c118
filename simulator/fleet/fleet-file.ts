import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { levels } from '../../catalog/labels.ts';
import { loadConfig, parseConfig } from '../../lib/config.ts';

const adcode = z.string().regex(/^\d{6}$/, 'expected six digits such as 110105');

const District = z.strictObject({
  adcode,
  name: z.string().min(1),
  /** Second pair of digits of the hospital codes. */
  serial: z.int().min(1).max(99),
  tile: z.tuple([z.int().min(0), z.int().min(0)]),
  /** Round trip from the center, shortest and longest. */
  roundTripMs: z.tuple([z.number().positive(), z.number().positive()]),
});

const Group = z.strictObject({
  name: z.enum(['L3', 'L2', 'L1', 'community', 'other']),
  level: z.enum(levels),
  kind: z.enum(['hospital', 'community', 'clinic']),
  pair: z.boolean(),
  /** Visits of a working day: median and sigma of the lognormal, and the cap. */
  visits: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  insured: z.number().min(0).max(1),
  perVisit: z.number().positive(),
  curve: z.enum(['large', 'small']),
  week: z.enum(['large', 'small', 'community']),
  windows: z.int().min(1).max(16),
  cpus: z.int().min(1).max(128),
  memoryGib: z.int().positive(),
  dataGib: z.int().positive(),
  backupLine: z.boolean(),
  itStaff: z.boolean(),
  beds: z.boolean(),
  hours: z.string(),
});
export type Group = z.infer<typeof Group>;
export type GroupName = Group['name'];

const Platform = z.strictObject({
  os: z.string(),
  arch: z.enum(['x64', 'arm64', 'loong64']),
  machine: z.string(),
  kernel: z.string(),
  weight: z.number().positive(),
});
export type Platform = z.infer<typeof Platform>;

const FleetFile = z
  .strictObject({
    name: z.string(),
    since: z.iso.date(),
    evenShare: z.number().min(0).max(1),
    volumeScale: z.number().positive(),
    districts: z.array(District).min(1),
    groups: z.array(Group).min(1),
    hospitals: z.record(adcode, z.partialRecord(Group.shape.name, z.int().min(0))),
    platforms: z.array(Platform).min(1),
  })
  .superRefine((fleet, context) => {
    const known = new Set(fleet.districts.map((district) => district.adcode));
    for (const code of Object.keys(fleet.hospitals)) {
      if (known.has(code)) continue;
      const message = `expected a district of the list above, got ${code}`;
      context.addIssue({ code: 'custom', path: ['hospitals', code], message });
    }
  });

/** A fleet as data: the small demo city and the whole city differ in nothing else. */
export type FleetFile = z.infer<typeof FleetFile>;

/** Reads `fleet/<name>.yml`, or a file of your own by its path; throws a ConfigError that lists all mistakes. */
export function loadFleet(nameOrPath: string): FleetFile {
  const file = fileOf(nameOrPath);
  const { base, ...own } = loadConfig(WithBase, file);
  if (base === undefined) return loadConfig(FleetFile, file);
  const whole = { ...loadConfig(WithBase, fileOf(base)), ...own };
  return parseConfig(FleetFile, `${file} on ${base}`, JSON.stringify(whole));
}

/** A fleet may take everything that it does not say from another one. */
const WithBase = z.looseObject({ base: z.string().optional() });

function fileOf(nameOrPath: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(nameOrPath)) return nameOrPath;
  const own = join(import.meta.dirname, `${nameOrPath}.yml`);
  if (existsSync(own)) return own;
  throw new Error(`fleet: expected ${fleetNames().join(' or ')} or a path, got ${nameOrPath}`);
}

function fleetNames(): string[] {
  const others = new Set(['calendar', 'business', 'night']);
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.slice(0, -'.yml'.length))
    .filter((name) => !others.has(name));
}
