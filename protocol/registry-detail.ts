import { z } from 'zod';
import { hospitalKinds, levels, roles, scrapeModes } from '../catalog/labels.ts';
import { RegistryEventItem } from './registry-api.ts';

/*
 * One thing of the registry with all that is known of it, and the doors by which it changes.
 */

const RegistryDistrict = z.strictObject({
  adcode: z.string(),
  name: z.string(),
  tileCol: z.int(),
  tileRow: z.int(),
});

const RegistryHospital = z.strictObject({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(levels),
  kind: z.enum(hospitalKinds),
  district: z.string(),
  address: z.string(),
  openHours: z.string(),
  itStaff: z.boolean(),
  gateway: z.string(),
  backupGateway: z.string().nullable(),
  nationalCode: z.string(),
  calendar: z.string(),
  lineIsp: z.string(),
  lineMbps: z.int().nullable(),
  backupIsp: z.string(),
  backupMbps: z.int().nullable(),
});

const RegistryServer = z.strictObject({
  id: z.string(),
  hospital: z.string(),
  role: z.enum(roles),
  hostname: z.string(),
  address: z.string(),
  port: z.int(),
  os: z.string(),
  arch: z.string(),
  scrape: z.enum(scrapeModes),
  assetNo: z.string(),
  owner: z.string(),
  model: z.string(),
  serialNo: z.string(),
  supplier: z.string(),
  purchased: z.string().nullable(),
  warrantyUntil: z.string().nullable(),
});

const state = z.enum(['active', 'retired']);
const events = z.array(RegistryEventItem);

/** `GET /api/v1/registry/things/{key}`: a district, hospital or server; numbers of people as masks. */
export const RegistryDetail = z.discriminatedUnion('object', [
  z.strictObject({
    object: z.literal('district'),
    district: RegistryDistrict,
    hospitals: z.int(),
    servers: z.int(),
    events,
  }),
  z.strictObject({
    object: z.literal('hospital'),
    state,
    hospital: RegistryHospital,
    servers: z.array(RegistryServer),
    contacts: z.array(z.strictObject({ kind: z.string(), name: z.string(), mobile: z.string() })),
    events,
  }),
  z.strictObject({
    object: z.literal('server'),
    state,
    server: RegistryServer,
    /** The other one of its pair. */
    partner: z.string().nullable(),
    events,
  }),
]);
export type RegistryDetail = z.infer<typeof RegistryDetail>;

export const DistrictList = z.strictObject({
  items: z.array(
    z.strictObject({ ...RegistryDistrict.shape, hospitals: z.int(), servers: z.int() }),
  ),
});
export const PairList = z.strictObject({
  items: z.array(
    z.strictObject({ hospital: z.string(), primary: z.string(), standby: z.string() }),
  ),
});

/** Query of `GET /api/v1/registry/export`; CSV is one table, the others are all. */
export const ExportQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'yaml']).default('csv'),
  table: z.enum(['districts', 'hospitals', 'servers']).default('servers'),
});

/** Body of `POST /api/v1/registry/imports`. */
export const ImportRequest = z.strictObject({
  /** Judge and compare; nothing is written unless this is false. */
  dryRun: z.boolean().default(true),
  /** Things that the files do not name leave; their number is the confirmation. */
  retireMissing: z.int().min(0).optional(),
  restore: z.boolean().default(false),
  files: z
    .array(
      z.strictObject({
        /** Ends in .csv, .xlsx, .yml, .yaml or .json. */
        name: z.string().min(1).max(128),
        base64: z.base64(),
      }),
    )
    .min(1)
    .max(8),
});

const ImportFileNote = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  encoding: z.string(),
  rows: z.int(),
});

/** What became of files, or of one row. */
export const ImportOutcome = z.strictObject({
  outcome: z.enum(['applied', 'unchanged', 'planned', 'refused']),
  files: z.array(ImportFileNote),
  /** How many of `mistakes` there were before the list was cut. */
  mistakeCount: z.int(),
  mistakes: z.array(
    z.strictObject({
      file: z.string(),
      /** 0 when no row is meant. */
      line: z.int(),
      column: z.string(),
      seen: z.string(),
      allowed: z.string(),
    }),
  ),
  /** The same and the difference as lines for people, cut after some thousands. */
  report: z.array(z.string()),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** An import that runs or has run; kept for a while. */
export const ImportRun = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  progress: z.strictObject({
    stage: z.enum(['waiting', 'read', 'judged', 'written']),
    done: z.int(),
    total: z.int(),
  }),
  outcome: ImportOutcome.nullable(),
  /** A sentence when it failed by no fault of the files. */
  failure: z.string().nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;

/** Query of the doors that change one thing. */
export const ChangeQuery = z.strictObject({
  dryRun: z.stringbool().default(false),
});

/** Body of `PUT /api/v1/registry/{table}/{key}`: the columns of an import. */
export const RowRequest = z.record(
  z.string().max(64),
  z.union([z.string().max(512), z.number(), z.boolean(), z.null()]),
);
