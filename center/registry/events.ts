import type { Kysely } from 'kysely';
import type { RegistryEventPage, RegistryEventQuery } from '../../protocol/registry-api.ts';
import type { Tables } from '../storage/tables.ts';

/** A change of the registry: who did what, with the thing before and after. */
type RegistryEvent = RegistryEventPage['items'][number];

/** The last changes of one thing, newest first. */
export async function latestEvents(
  db: Kysely<Tables>,
  object: RegistryEvent['object'],
  key: string,
): Promise<RegistryEvent[]> {
  const { items } = await listEvents(db, { object, key, limit: 20 });
  return items;
}

/** A page of changes, newest first. */
export async function listEvents(
  db: Kysely<Tables>,
  { object, key, limit, cursor }: RegistryEventQuery,
): Promise<RegistryEventPage> {
  let query = db
    .selectFrom('registry_event')
    .select(['id', 'at', 'actor', 'import_run', 'object', 'key', 'action', 'before', 'after']);
  if (object !== undefined) query = query.where('object', '=', object);
  if (key !== undefined) query = query.where('key', '=', key);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ at, import_run: importRun, ...same }) => ({
    ...same,
    at: at.toISOString(),
    importRun,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
