import { type Kysely, type RawBuilder, sql } from 'kysely';
import type {
  HospitalItem,
  HospitalPage,
  HospitalQuery,
  HospitalSort,
} from '../../protocol/console-api.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import type { Tables } from '../storage/tables.ts';
import { openAt } from './open-hours.ts';
import { anyContains, behindCursor, cursorOf, direction, sortKey } from './paging.ts';
import type { CalendarName } from './registry.ts';
import { inScope, type Scoped } from './scope.ts';

/** Chinese names in the order of pinyin, whatever the collation of the database. */
const sortColumns: Readonly<Record<HospitalSort, RawBuilder<string>>> = {
  code: sql`hospital.code`,
  name: sql`hospital.name COLLATE "zh-x-icu"`,
  shortName: sql`hospital.short_name COLLATE "zh-x-icu"`,
  district: sql`hospital.district`,
  level: sql`hospital.level`,
};

/** What decides which hospitals are open: `now` in milliseconds, and the holidays. */
export interface OpenClock {
  readonly now: number;
  readonly calendar: BusinessCalendar;
}

/** A page of active hospitals. */
export async function listHospitals(
  db: Kysely<Tables>,
  query: Scoped<HospitalQuery>,
  clock: OpenClock,
): Promise<HospitalPage> {
  const { sort, limit, cursor } = query;
  const column = sortColumns[sortKey(sort)];
  const key = sql<string>`hospital.code`;
  // Judged before the first query leaves: a cursor that throws must not leave one behind.
  const behind = behindCursor({ sort, column, key, cursor });
  const [{ total }, rows] = await Promise.all([
    matching(db, query)
      .select(({ fn }) => fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
    withColumns(matching(db, query))
      .select(column.as('sortValue'))
      .where(behind)
      .orderBy(column, direction(sort))
      .orderBy(key, direction(sort))
      .limit(limit + 1)
      .execute(),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ sortValue, ...row }) => itemOf(row, clock)),
    total: Number(total),
    nextCursor: last === undefined ? null : cursorOf(sort, last.sortValue, last.code),
  };
}

function matching(db: Kysely<Tables>, { q, district, level, kind, scope }: Scoped<HospitalQuery>) {
  let rows = db
    .selectFrom('hospital')
    .innerJoin('district', 'district.adcode', 'hospital.district')
    .where('hospital.state', '=', 'active')
    .where(inScope(scope));
  if (district !== undefined) rows = rows.where('hospital.district', '=', district);
  if (level !== undefined) rows = rows.where('hospital.level', '=', level);
  if (kind !== undefined) rows = rows.where('hospital.kind', '=', kind);
  if (q !== undefined) rows = rows.where(anyContains(searched, q));
  return rows;
}

const searched = ['hospital.code', 'hospital.name', 'hospital.short_name'];

function withColumns(rows: ReturnType<typeof matching>) {
  return rows
    .select(['hospital.code', 'hospital.name', 'short_name as shortName', 'level', 'kind'])
    .select(['hospital.district', 'district.name as districtName', 'address'])
    .select(['open_hours as openHours', 'it_staff as itStaff', 'gateway'])
    .select(['backup_gateway as backupGateway', 'calendar'])
    .select(({ selectFrom }) =>
      selectFrom('server')
        .whereRef('server.hospital', '=', 'hospital.code')
        .where('server.state', '=', 'active')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .as('servers'),
    );
}

type Row = Omit<HospitalItem, 'open' | 'servers'> & {
  readonly servers: string | null;
  readonly calendar: CalendarName;
};

function itemOf({ calendar: name, ...row }: Row, { now, calendar }: OpenClock): HospitalItem {
  const open = openAt(row.openHours, now, calendar.kindAt(name, now));
  return { ...row, open, servers: Number(row.servers ?? 0) };
}
