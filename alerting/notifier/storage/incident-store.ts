import { type Selectable, sql } from 'kysely';
import type { Incident, Member } from '../incidents/incident.ts';
import type { Db, IncidentTable, MemberTable, Tx } from './tables.ts';

/** All incidents that can still change: open, or resolved and not yet closed. */
export async function loadLiveIncidents(db: Db): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .selectAll()
    .where('phase', '<>', 'closed')
    .orderBy('id')
    .execute();
  const members = await db
    .selectFrom('incident_member')
    .selectAll()
    .where('incident', 'in', (is) =>
      is.selectFrom('incident').select('id').where('phase', '<>', 'closed'),
    )
    .execute();
  const byIncident = Map.groupBy(members, (member) => member.incident);
  return rows.map((row) => incidentOf(row, byIncident.get(row.id) ?? []));
}

/** Ids that no incident has or ever had; also after the transaction has failed. */
export async function reserveIds(tx: Tx, count: number): Promise<readonly number[]> {
  if (count <= 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT nextval('incident_id') AS id FROM generate_series(1, ${count}::int)`.execute(tx);
  return rows.map(({ id }) => Number(id));
}

/** A member of an incident that began, came back or ended. */
export interface MemberChange {
  readonly incident: number;
  readonly member: Member;
}

/** Writes incidents as they are now; each at most once in a call. */
export async function saveIncidents(tx: Tx, incidents: readonly Incident[]): Promise<void> {
  if (incidents.length === 0) return;
  await sql`
    INSERT INTO incident (id, ticket, class, place_kind, place_code, place_alert, district, phase, round, priority,
      told_priority, told, opened_at, resolved_at, closed_at, explained_by, release_at, ack_by, ack_at,
      snoozed_until, call)
    SELECT id, ticket, class, place_kind, place_code, place_alert, district, phase, round, priority,
      told_priority, told, opened_at, resolved_at, closed_at, explained_by, release_at, ack_by, ack_at,
      snoozed_until, call
    FROM json_populate_recordset(null::incident, ${JSON.stringify(incidents.map(rowOf))}::json)
    ON CONFLICT (id) DO UPDATE SET
      phase = excluded.phase, round = excluded.round, priority = excluded.priority,
      told_priority = excluded.told_priority, told = excluded.told,
      resolved_at = excluded.resolved_at, closed_at = excluded.closed_at,
      explained_by = excluded.explained_by, release_at = excluded.release_at,
      ack_by = excluded.ack_by, ack_at = excluded.ack_at,
      snoozed_until = excluded.snoozed_until, call = excluded.call`.execute(tx);
}

/** Writes members as they are now; each at most once in a call. Their incidents must be there. */
export async function saveMembers(tx: Tx, changes: readonly MemberChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    INSERT INTO incident_member SELECT *
    FROM json_populate_recordset(null::incident_member,
      ${JSON.stringify(changes.map(memberRowOf))}::json)
    ON CONFLICT (incident, fingerprint, starts_at) DO UPDATE SET
      ended_at = excluded.ended_at, round = excluded.round`.execute(tx);
}

/** Named as the columns are; times as ISO text. */
function rowOf(incident: Incident) {
  return {
    id: incident.id,
    ticket: incident.ticket,
    class: incident.class,
    place_kind: incident.place.kind,
    place_code: incident.place.code,
    place_alert: incident.place.alert ?? '',
    district: incident.district,
    phase: incident.phase,
    round: incident.round,
    priority: incident.priority,
    told_priority: incident.toldPriority,
    told: incident.told,
    opened_at: new Date(incident.openedAt),
    resolved_at: dateOrNull(incident.resolvedAt),
    closed_at: dateOrNull(incident.closedAt),
    explained_by: incident.explainedBy,
    release_at: dateOrNull(incident.releaseAt),
    ack_by: incident.ack?.by ?? null,
    ack_at: dateOrNull(incident.ack?.at ?? null),
    snoozed_until: dateOrNull(incident.snoozedUntil),
    call: incident.call,
  };
}

function memberRowOf({ incident, member }: MemberChange) {
  return {
    incident,
    fingerprint: member.fingerprint,
    starts_at: new Date(member.startsAt),
    ended_at: dateOrNull(member.endedAt),
    round: member.round,
    alertname: member.alertname,
    priority: member.priority,
    scope: member.scope,
    family: member.family,
    labels: member.labels,
    annotations: member.annotations,
  };
}

/** These columns are written by this file alone, from values of these very types. */
function incidentOf(
  row: Selectable<IncidentTable>,
  members: readonly Selectable<MemberTable>[],
): Incident {
  return {
    id: Number(row.id),
    ticket: row.ticket,
    class: row.class as Incident['class'],
    place: {
      kind: row.place_kind as Incident['place']['kind'],
      code: row.place_code,
      ...(row.place_alert === '' ? {} : { alert: row.place_alert }),
    },
    district: row.district,
    phase: row.phase as Incident['phase'],
    round: row.round,
    priority: row.priority as Incident['priority'],
    toldPriority: row.told_priority as Incident['toldPriority'],
    told: row.told,
    openedAt: row.opened_at.getTime(),
    resolvedAt: row.resolved_at?.getTime() ?? null,
    closedAt: row.closed_at?.getTime() ?? null,
    explainedBy: row.explained_by === null ? null : Number(row.explained_by),
    releaseAt: row.release_at?.getTime() ?? null,
    ack:
      row.ack_by === null || row.ack_at === null
        ? null
        : { by: row.ack_by, at: row.ack_at.getTime() },
    snoozedUntil: row.snoozed_until?.getTime() ?? null,
    call: row.call,
    members: members.map(memberOf),
  };
}

function memberOf(row: Selectable<MemberTable>): Member {
  return {
    fingerprint: row.fingerprint,
    alertname: row.alertname,
    priority: row.priority as Member['priority'],
    scope: row.scope as Member['scope'],
    family: row.family,
    startsAt: row.starts_at.getTime(),
    endedAt: row.ended_at?.getTime() ?? null,
    round: row.round,
    labels: row.labels,
    annotations: row.annotations,
  };
}

function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
