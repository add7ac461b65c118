import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ServerPage, ServerQuery, ServerSort } from '../../protocol/console-api.ts';
import type { Tables } from '../storage/tables.ts';
import { anyContains, behindCursor, cursorOf, direction, sortKey } from './paging.ts';
import { inScope, type Scoped } from './scope.ts';

const sortColumns: Readonly<Record<ServerSort, RawBuilder<string>>> = {
  id: sql`server.id`,
  hospital: sql`server.hospital`,
  role: sql`server.role`,
  hostname: sql`server.hostname`,
  os: sql`server.os`,
};

/** A page of active servers. */
export async function listServers(
  db: Kysely<Tables>,
  query: Scoped<ServerQuery>,
): Promise<ServerPage> {
  const { sort, limit, cursor } = query;
  const column = sortColumns[sortKey(sort)];
  const key = sql<string>`server.id`;
  // Judged before the first query leaves: a cursor that throws must not leave one behind.
  const behind = behindCursor({ sort, column, key, cursor });
  const [{ total }, rows] = await Promise.all([
    matching(db, query)
      .select(({ fn }) => fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
    matching(db, query)
      .select(['server.id', 'server.hospital', 'hospital.short_name as hospitalName'])
      .select(['hospital.district', 'hospital.level', 'server.role', 'server.hostname'])
      .select(['server.address', 'server.port', 'server.os', 'server.arch', 'server.scrape'])
      .select(['server.asset_no as assetNo', column.as('sortValue')])
      .where(behind)
      .orderBy(column, direction(sort))
      .orderBy(key, direction(sort))
      .limit(limit + 1)
      .execute(),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ sortValue, ...item }) => item),
    total: Number(total),
    nextCursor: last === undefined ? null : cursorOf(sort, last.sortValue, last.id),
  };
}

function matching(
  db: Kysely<Tables>,
  { q, district, level, hospital, role, scope }: Scoped<ServerQuery>,
) {
  let rows = db
    .selectFrom('server')
    .innerJoin('hospital', 'hospital.code', 'server.hospital')
    .where('server.state', '=', 'active')
    .where(inScope(scope));
  if (district !== undefined) rows = rows.where('hospital.district', '=', district);
  if (level !== undefined) rows = rows.where('hospital.level', '=', level);
  if (hospital !== undefined) rows = rows.where('server.hospital', '=', hospital);
  if (role !== undefined) rows = rows.where('server.role', '=', role);
  if (q !== undefined) rows = rows.where(anyContains(searched, q));
  return rows;
}

const searched = ['server.id', 'server.hostname', 'server.address', 'server.asset_no'];
