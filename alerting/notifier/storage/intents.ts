import { sql } from 'kysely';
import type { Medium, Told } from '../incidents/incident.ts';
import type { Intent } from '../planner.ts';
import type { Booking } from './ledger.ts';
import type { Tx } from './tables.ts';

/** Writes wishes in their order; one that is known by its key is left as it is. */
export async function insertIntents(tx: Tx, intents: readonly Intent[]): Promise<void> {
  if (intents.length === 0) return;
  const rows = intents.map(({ dueAt, createdAt, isHeld = false, ...row }) => ({
    ...row,
    state: isHeld ? 'held' : 'pending',
    due_at: new Date(dueAt),
    created_at: new Date(createdAt),
  }));
  await sql`
    INSERT INTO intent (key, incident, kind, medium, person, thread, rank, state, due_at, created_at,
      content)
    SELECT key, incident, kind, medium, person, thread, rank, state, due_at, created_at, content
    FROM json_populate_recordset(null::intent, ${JSON.stringify(rows)}::json)
    ON CONFLICT (key) DO NOTHING`.execute(tx);
}

/** Takes back recoveries that nobody has got yet; whom they were for does not know that it was over. */
export async function cancelRecoveries(
  tx: Tx,
  incident: number,
  at: number,
): Promise<readonly Told[]> {
  const rows = await tx
    .updateTable('intent')
    .set({ state: 'cancelled', finished_at: new Date(at), reason: 'it came back before' })
    .where('incident', '=', String(incident))
    .where('kind', '=', 'resolved')
    .where('state', '=', 'pending')
    .returning(['person', 'medium'])
    .execute();
  return rows.map(({ person, medium }) => ({ person, medium: medium as Medium }));
}

/** An incident that somebody has taken, or that is over, and since when. */
export interface Quieted {
  readonly incident: number;
  readonly at: number;
}

/** Takes back calls that were to leave later: they have no meaning any more. */
export async function cancelCalls(tx: Tx, quieted: readonly Quieted[]): Promise<void> {
  if (quieted.length === 0) return;
  const rows = quieted.map(({ incident, at }) => ({ incident, at: new Date(at) }));
  await sql`
    UPDATE intent SET state = 'cancelled', finished_at = quieted.at,
      reason = 'taken or over before it left'
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS quieted (incident bigint, at timestamptz)
    WHERE intent.incident = quieted.incident AND intent.created_at <= quieted.at
      AND intent.due_at > quieted.at AND state = 'pending' AND attempts = 0
      AND kind IN ('opened', 'raised', 'again', 'escalated', 'reminded')`.execute(tx);
}

export function intentBooking(intent: Intent): Booking {
  const { key, kind, medium, person, incident, createdAt: at, isHeld = false } = intent;
  return {
    at,
    actor: 'planner',
    kind: 'intent',
    ...(incident === null ? {} : { incident }),
    payload: { key, kind, medium, person, ...(isHeld ? { isHeld } : {}) },
  };
}
