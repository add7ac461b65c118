import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** A page of a list; `next` continues it, absent at the end. */
export interface Page {
  readonly items: readonly object[];
  readonly next?: number;
}

interface PageQuery {
  /** Only what is older (smaller) than this id; for the ledger, newer. */
  readonly from: number | undefined;
  readonly limit: number;
  readonly phase?: string | undefined;
}

/** Incidents, newest first, with their members. */
export async function incidentsPage(db: Db, { from, limit, phase }: PageQuery): Promise<Page> {
  let query = db.selectFrom('incident').selectAll().orderBy('id', 'desc').limit(limit);
  if (from !== undefined) query = query.where('id', '<', String(from));
  if (phase !== undefined) query = query.where('phase', '=', phase);
  const rows = await query.execute();
  const ids = rows.map(({ id }) => id);
  const members =
    ids.length === 0
      ? []
      : await db
          .selectFrom('incident_member')
          .selectAll()
          .where('incident', 'in', ids)
          .orderBy('starts_at')
          .limit(membersOnAPage)
          .execute();
  const comments =
    ids.length === 0
      ? []
      : await db
          .selectFrom('incident_comment')
          .selectAll()
          .where('incident', 'in', ids)
          .orderBy('at')
          .limit(membersOnAPage)
          .execute();
  const said = Map.groupBy(comments, ({ incident }) => incident);
  const byIncident = Map.groupBy(members, ({ incident }) => incident);
  const items = rows.map(({ id, ...row }) => ({
    id: Number(id),
    ...row,
    explained_by: row.explained_by === null ? null : Number(row.explained_by),
    members: (byIncident.get(id) ?? []).map(({ incident: _, ...member }) => member),
    comments: (said.get(id) ?? []).map(({ incident: _, ...comment }) => comment),
  }));
  return pageOf(items, limit, 'id');
}

const membersOnAPage = 5000;

/** Messages and how their attempts went, newest first; never a number or an address, only who. */
export async function deliveriesPage(db: Db, { from, limit }: PageQuery): Promise<Page> {
  const { rows } = await sql<{ id: number }>`
    SELECT intent.id::int8::float8 AS id, incident.ticket, intent.kind, intent.medium, intent.person,
      intent.state, intent.created_at, intent.due_at, intent.finished_at, intent.reason,
      coalesce(intent.content ->> 'subject', intent.content ->> 'text') AS text,
      (SELECT coalesce(json_agg(json_build_object('n', n, 'channel', channel, 'startedAt', started_at,
          'finishedAt', finished_at, 'outcome', outcome, 'reason', reason, 'providerId', provider_id)
          ORDER BY n), '[]')
        FROM (SELECT * FROM attempt WHERE attempt.intent = intent.id ORDER BY n DESC LIMIT 20) AS last
      ) AS attempts
    FROM intent LEFT JOIN incident ON incident.id = intent.incident
    WHERE ${from ?? null}::bigint IS NULL OR intent.id < ${from ?? null}::bigint
    ORDER BY intent.id DESC LIMIT ${limit}`.execute(db);
  return pageOf(rows, limit, 'id');
}

/** Records of the ledger in their order. */
export async function ledgerPage(db: Db, { from = 0, limit }: PageQuery): Promise<Page> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('seq', '>', String(from))
    .orderBy('seq')
    .limit(limit)
    .execute();
  const items = rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    incident: row.incident === null ? null : Number(row.incident),
  }));
  return pageOf(items, limit, 'seq');
}

function pageOf<Item extends object, Key extends keyof Item>(
  items: readonly Item[],
  limit: number,
  key: Key,
): Page {
  const last = items.at(-1)?.[key];
  return items.length < limit || typeof last !== 'number' ? { items } : { items, next: last };
}
