import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { StoredRegistry } from './registry.ts';

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
    .select(['backup_gateway as backupGateway', 'national_code as nationalCode', 'calendar'])
    .select(['line_isp as lineIsp', 'line_mbps as lineMbps'])
    .select(['backup_isp as backupIsp', 'backup_mbps as backupMbps', 'state'])
    .orderBy('code')
    .execute();
  const servers = await trx
    .selectFrom('server')
    .select(['id', 'hospital', 'role', 'hostname', 'address', 'port', 'os', 'arch', 'scrape'])
    .select(['asset_no as assetNo', 'owner', 'model', 'serial_no as serialNo', 'supplier'])
    .select(['purchased', 'warranty_until as warrantyUntil', 'state'])
    .orderBy('id')
    .execute();
  const maintenance = await trx
    .selectFrom('maintenance_window')
    .select(['id', 'scope', 'subject', 'starts', 'minutes', 'rrule'])
    .where('cancelled_at', 'is', null)
    .where('last_end_at', '>', sql<Date>`now()`)
    .orderBy('id')
    .execute();
  const pending = servers.filter(({ state }) => state === 'pending');
  return {
    districts: new Map(districts.map((district) => [district.adcode, district])),
    hospitals: inState('active', hospitals, ({ code }) => code),
    servers: inState('active', servers, ({ id }) => id),
    retired: {
      hospitals: inState('retired', hospitals, ({ code }) => code),
      servers: inState('retired', servers, ({ id }) => id),
    },
    maintenance,
    pending: new Set(pending.map(({ id }) => id)),
  };
}

/** Two imports at once would judge each other's half; readers go on. */
export async function lockRegistry(trx: Transaction<Tables>): Promise<void> {
  await sql`LOCK TABLE district, hospital, server, hospital_contact IN SHARE ROW EXCLUSIVE MODE`.execute(
    trx,
  );
}

interface Stateful {
  readonly state: string;
}

function inState<T extends Stateful>(
  wanted: T['state'],
  rows: readonly T[],
  key: (row: T) => string,
) {
  return new Map(
    rows.flatMap((row): [string, Omit<T, 'state'>][] => {
      const { state, ...rest } = row;
      return state === wanted ? [[key(row), rest]] : [];
    }),
  );
}
