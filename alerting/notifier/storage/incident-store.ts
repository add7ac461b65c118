import { type Selectable, sql } from 'kysely';
import type { Incident, Member } from '../incidents/incident.ts';
import { identityOf } from '../incidents/merge-members.ts';
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

/** Ids that no incident has or ever had. */
export async function reserveIds(tx: Tx, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT nextval('incident_id') AS id FROM generate_series(1, ${count}::int)`.execute(tx);
  return rows.map(({ id }) => Number(id));
}

export async function saveIncident(
  tx: Tx,
  incident: Incident,
  changes: readonly Member[],
): Promise<void> {
  const { id, ...row } = rowOf(incident);
  await tx
    .insertInto('incident')
    .values({ id, ...row })
    .onConflict((on) => on.column('id').doUpdateSet(row))
    .execute();
  for (const member of new Map(changes.map((one) => [identityOf(one), one])).values()) {
    await tx
      .insertInto('incident_member')
      .values(memberRowOf(id, member))
      .onConflict((on) =>
        on
          .columns(['incident', 'fingerprint', 'starts_at'])
          .doUpdateSet({ ended_at: dateOrNull(member.endedAt), round: member.round }),
      )
      .execute();
  }
}

function rowOf(incident: Incident) {
  return {
    id: incident.id,
    ticket: incident.ticket,
    class: incident.class,
    place_kind: incident.place.kind,
    place_code: incident.place.code,
    district: incident.district,
    phase: incident.phase,
    round: incident.round,
    priority: incident.priority,
    told_priority: incident.toldPriority,
    told: JSON.stringify(incident.told),
    opened_at: new Date(incident.openedAt),
    resolved_at: dateOrNull(incident.resolvedAt),
    closed_at: dateOrNull(incident.closedAt),
    explained_by: incident.explainedBy,
    release_at: dateOrNull(incident.releaseAt),
  };
}

function memberRowOf(incident: number, member: Member) {
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
    labels: JSON.stringify(member.labels),
    annotations: JSON.stringify(member.annotations),
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
    place: { kind: row.place_kind as Incident['place']['kind'], code: row.place_code },
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
