import { sql } from 'kysely';
import type { Medium } from '../incidents/incident.ts';
import type { Flood, Floods } from '../policy/flood.ts';
import type { HeldRow } from '../templates/flood-view.ts';
import type { Db, Tx } from './tables.ts';

/** What each person was told of within the time, and who gets summaries. */
export async function loadFloods(db: Db, since: number): Promise<Floods> {
  const { rows } = await sql<{ person: string; incident: string; at: Date }>`
    SELECT person, incident, min(created_at) AS at FROM intent
    WHERE kind IN ('opened', 'again') AND created_at > ${new Date(since)} AND incident IS NOT NULL
    GROUP BY person, incident ORDER BY at`.execute(db);
  const floods = new Map<string, Flood>();
  for (const [person, own] of Map.groupBy(rows, (row) => row.person)) {
    const recent = own.map(({ incident, at }) => ({
      incident: Number(incident),
      at: at.getTime(),
    }));
    floods.set(person, { recent, summaryAt: null });
  }
  for (const { person, summary_at } of await db.selectFrom('flood').selectAll().execute()) {
    const recent = floods.get(person)?.recent ?? [];
    floods.set(person, { recent, summaryAt: summary_at.getTime() });
  }
  return floods;
}

export async function saveFlood(tx: Tx, person: string, { summaryAt }: Flood): Promise<void> {
  if (summaryAt === null) {
    await tx.deleteFrom('flood').where('person', '=', person).execute();
    return;
  }
  await tx
    .insertInto('flood')
    .values({ person, summary_at: new Date(summaryAt) })
    .onConflict((on) => on.column('person').doUpdateSet({ summary_at: new Date(summaryAt) }))
    .execute();
}

interface Held {
  readonly rows: readonly HeldRow[];
  readonly media: readonly Medium[];
}

/** Takes what was held back for a person since the last summary: an incident once, by all media it was for. */
export async function takeHeld(tx: Tx, person: string, at: number): Promise<Held> {
  const taken = await tx
    .updateTable('intent')
    .set({ state: 'summarized', finished_at: new Date(at), reason: 'told in a summary' })
    .where('person', '=', person)
    .where('state', '=', 'held')
    .returning(['incident', 'medium', 'kind'])
    .execute();
  const calls = taken.filter(({ kind }) => kind !== 'joined' && kind !== 'acked');
  const ids = [...new Set(calls.flatMap(({ incident }) => incident ?? []))];
  const media = [...new Set(calls.map(({ medium }) => medium as Medium))];
  if (ids.length === 0) return { rows: [], media };
  const { rows } = await sql<HeldRow>`
    SELECT ticket, district, place_code AS code, incident.priority, opened_at AS opened,
      first.annotations, first.alertname
    FROM incident CROSS JOIN LATERAL (
      SELECT annotations, alertname FROM incident_member
      WHERE incident_member.incident = incident.id ORDER BY starts_at LIMIT 1) AS first
    WHERE incident.id = ANY(${ids}::bigint[]) ORDER BY incident.priority, incident.id`.execute(tx);
  return { rows, media };
}
