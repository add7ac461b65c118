import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Change, Changes } from './import/changes.ts';
import type { District, Hospital, Server, StoredRegistry } from './registry.ts';

/** Reads everything that is active, in the order of the keys, as one picture. */
export async function readRegistry(db: Kysely<Tables>): Promise<StoredRegistry> {
  const { registry } = await readVersioned(db);
  return registry;
}

/**
 * Reads the registry only when it has changed, else asks for its version: a millisecond. Equal
 * registries are the same object, so that whatever is made of one can be kept with it.
 */
export function registryReader(db: Kysely<Tables>): () => Promise<StoredRegistry> {
  let known: Versioned | undefined;
  return async () => {
    if (known === undefined || (await readVersion(db)) !== known.version) {
      known = await readVersioned(db);
    }
    return known.registry;
  };
}

interface Versioned {
  readonly registry: StoredRegistry;
  readonly version: string;
}

function readVersioned(db: Kysely<Tables>): Promise<Versioned> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => ({ version: await readVersion(trx), registry: await readWithin(trx) }));
}

async function readVersion(db: Kysely<Tables>): Promise<string> {
  const { token } = await db
    .selectFrom('registry_version')
    .select('token')
    .executeTakeFirstOrThrow();
  return token;
}

/** The registry inside a transaction of the caller. */
export async function readWithin(trx: Transaction<Tables>): Promise<StoredRegistry> {
  const districts = await trx
    .selectFrom('district')
    .select(['adcode', 'name', 'tile_col as tileCol', 'tile_row as tileRow'])
    .orderBy('adcode')
    .execute();
  const hospitals = await trx
    .selectFrom('hospital')
    .select(['code', 'name', 'short_name as shortName', 'level', 'kind', 'district', 'address'])
    .select(['open_hours as openHours', 'it_staff as itStaff', 'gateway'])
    .select(['backup_gateway as backupGateway', 'state'])
    .orderBy('code')
    .execute();
  const servers = await trx
    .selectFrom('server')
    .select(['id', 'hospital', 'role', 'hostname', 'address', 'port', 'os', 'arch', 'scrape'])
    .select(['asset_no as assetNo', 'state'])
    .orderBy('id')
    .execute();
  return {
    districts: new Map(districts.map((district) => [district.adcode, district])),
    hospitals: activeOf(hospitals, ({ code }) => code),
    servers: activeOf(servers, ({ id }) => id),
    reserved: {
      districts: new Set(),
      hospitals: inactiveOf(hospitals, ({ code }) => code),
      servers: inactiveOf(servers, ({ id }) => id),
    },
  };
}

/** Two imports at once would judge each other's half; readers go on. */
export async function lockRegistry(trx: Transaction<Tables>): Promise<void> {
  await sql`LOCK TABLE district, hospital, server IN SHARE ROW EXCLUSIVE MODE`.execute(trx);
}

/** Rows of one statement; PostgreSQL takes at most 65,535 parameters. */
const batchRows = 1000;

/** Writes what is new or different, and an event for each. */
export async function writeChanges(
  trx: Transaction<Tables>,
  changes: Changes,
  by: { readonly actor: string; readonly importRun: string },
): Promise<void> {
  for (const batch of batches(changes.districts.changes)) await writeDistricts(trx, batch);
  for (const batch of batches(changes.hospitals.changes)) await writeHospitals(trx, batch);
  for (const batch of batches(changes.servers.changes)) await writeServers(trx, batch);
  const events = [
    ...changes.districts.changes.map((change) => eventOf('district', change)),
    ...changes.hospitals.changes.map((change) => eventOf('hospital', change)),
    ...changes.servers.changes.map((change) => eventOf('server', change)),
  ].map((event) => ({ ...event, actor: by.actor, import_run: by.importRun }));
  for (const batch of batches(events)) {
    await trx.insertInto('registry_event').values(batch).execute();
  }
}

async function writeDistricts(
  trx: Transaction<Tables>,
  batch: readonly Change<District>[],
): Promise<void> {
  const rows = batch.map(({ after: { tileCol, tileRow, ...same } }) => ({
    ...same,
    tile_col: tileCol,
    tile_row: tileRow,
  }));
  await trx
    .insertInto('district')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('adcode').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        tile_col: ref('excluded.tile_col'),
        tile_row: ref('excluded.tile_row'),
      })),
    )
    .execute();
}

async function writeHospitals(
  trx: Transaction<Tables>,
  batch: readonly Change<Hospital>[],
): Promise<void> {
  const rows = batch.map(
    ({ after: { shortName, openHours, itStaff, backupGateway, ...same } }) => ({
      ...same,
      short_name: shortName,
      open_hours: openHours,
      it_staff: itStaff,
      backup_gateway: backupGateway,
    }),
  );
  await trx
    .insertInto('hospital')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        short_name: ref('excluded.short_name'),
        level: ref('excluded.level'),
        kind: ref('excluded.kind'),
        district: ref('excluded.district'),
        address: ref('excluded.address'),
        open_hours: ref('excluded.open_hours'),
        it_staff: ref('excluded.it_staff'),
        gateway: ref('excluded.gateway'),
        backup_gateway: ref('excluded.backup_gateway'),
      })),
    )
    .execute();
}

async function writeServers(
  trx: Transaction<Tables>,
  batch: readonly Change<Server>[],
): Promise<void> {
  const rows = batch.map(({ after: { assetNo, ...same } }) => ({ ...same, asset_no: assetNo }));
  await trx
    .insertInto('server')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        hospital: ref('excluded.hospital'),
        role: ref('excluded.role'),
        hostname: ref('excluded.hostname'),
        address: ref('excluded.address'),
        port: ref('excluded.port'),
        os: ref('excluded.os'),
        arch: ref('excluded.arch'),
        scrape: ref('excluded.scrape'),
        asset_no: ref('excluded.asset_no'),
      })),
    )
    .execute();
}

function eventOf(
  object: 'district' | 'hospital' | 'server',
  { key, before, after }: Change<object>,
) {
  const action: 'added' | 'changed' = before === null ? 'added' : 'changed';
  return {
    ...{ object, key, action },
    before: before === null ? null : JSON.stringify(before),
    after: JSON.stringify(after),
  };
}

interface Stateful {
  readonly state: string;
}

function activeOf<T extends Stateful>(rows: readonly T[], keyOf: (row: T) => string) {
  return new Map(
    rows.flatMap((row): [string, Omit<T, 'state'>][] => {
      const { state, ...rest } = row;
      return state === 'active' ? [[keyOf(row), rest]] : [];
    }),
  );
}

function inactiveOf<T extends Stateful>(rows: readonly T[], keyOf: (row: T) => string) {
  return new Set(rows.filter(({ state }) => state !== 'active').map(keyOf));
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
}
