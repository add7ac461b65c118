import { type Selectable, sql } from 'kysely';
import type { Medium } from '../incidents/incident.ts';
import type { Content } from '../planner.ts';
import type { Limit } from '../policy/throttle.ts';
import { appendToLedger, type Booking, lockHead } from './ledger.ts';
import type { Db, IntentTable } from './tables.ts';
import { throttleSms } from './throttling.ts';
import { mailPatienceMs } from './unreached.ts';

/** An intent that this process has taken to attempt it now. */
export interface Claimed {
  readonly id: number;
  readonly incident: number | null;
  readonly kind: string;
  readonly person: string;
  readonly createdAt: number;
  /** 1 at the first attempt. */
  readonly attempt: number;
  readonly content: Content;
}

type FinalState = 'sent' | 'rejected' | 'given_up' | 'skipped';

/** How an attempt ended: for good, or with another one at `dueAt`. */
export interface Outcome {
  readonly channel: string;
  readonly outcome: 'sent' | 'retry' | 'rejected';
  readonly reason: string | null;
  readonly providerId: string | null;
  readonly next: { readonly state: FinalState } | { readonly dueAt: number };
  /** When the far end should have said that it arrived; absent where it never says. */
  readonly receiptDueAt?: number;
}

const outboxActor = 'outbox';

interface ResumeOptions {
  readonly epoch: number;
  readonly medium: Medium;
  readonly at: number;
}

/**
 * Attempts without an end whose sender is gone. Nobody knows whether the far end took the message, so it
 * goes out again, under the same id. To be called only while this process attempts nothing by this medium.
 */
export function resumeInterrupted(db: Db, { epoch, medium, at }: ResumeOptions): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, epoch);
    const rows = await tx
      .updateTable('intent')
      .set({ state: 'pending', due_at: new Date(at) })
      .where('state', '=', 'sending')
      .where('medium', '=', medium)
      .returning(['id', 'incident', 'attempts'])
      .execute();
    if (rows.length === 0) return;
    await tx
      .updateTable('attempt')
      .set({ outcome: 'unknown', finished_at: new Date(at), reason: 'ended without an answer' })
      .where('outcome', 'is', null)
      .where(
        'intent',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    const bookings = rows.map(({ id, incident, attempts }) => ({
      ...{ at, actor: outboxActor, kind: 'attempt-unknown' },
      ...(incident === null ? {} : { incident: Number(incident) }),
      payload: { intent: Number(id), attempt: attempts },
    }));
    await appendToLedger(tx, head, bookings);
  });
}

interface ClaimOptions {
  readonly epoch: number;
  readonly medium: Medium;
  readonly at: number;
  readonly limit: number;
  readonly channelOf: (claimed: Claimed) => string;
  /** For SMS: how many a person gets within a time. */
  readonly throttle?: readonly Limit[];
}

/** Takes what is due, urgent first; of a thread only its oldest unfinished message. */
export async function claimDue(db: Db, options: ClaimOptions): Promise<readonly Claimed[]> {
  const { epoch, medium, at, limit, channelOf } = options;
  if (!(await isAnyDue(db, medium, at))) return []; // the usual case locks nothing
  return db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, epoch);
    if (options.throttle !== undefined) await throttleSms(tx, at, options.throttle);
    const { rows } = await sql<Selectable<IntentTable>>`
      UPDATE intent SET state = 'sending', attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM intent AS due
        WHERE medium = ${medium} AND state = 'pending' AND due_at <= ${new Date(at)}
          AND NOT EXISTS (
            SELECT FROM intent AS earlier
            WHERE earlier.thread = due.thread AND earlier.id < due.id
              AND earlier.state IN ('pending', 'sending'))
        ORDER BY rank, id
        LIMIT ${limit})
      RETURNING *`.execute(tx);
    const claimed = rows.map(claimedOf).sort((left, right) => left.id - right.id);
    if (claimed.length === 0) return claimed;
    await tx
      .insertInto('attempt')
      .values(
        claimed.map((one) => ({
          intent: one.id,
          n: one.attempt,
          channel: channelOf(one),
          started_at: new Date(at),
        })),
      )
      .execute();
    const bookings = claimed.map((one) => attemptBooking(one, at, channelOf(one)));
    await appendToLedger(tx, head, bookings);
    return claimed;
  });
}

async function isAnyDue(db: Db, medium: Medium, at: number): Promise<boolean> {
  const due = await db
    .selectFrom('intent')
    .select('id')
    .where('medium', '=', medium)
    .where('state', '=', 'pending')
    .where('due_at', '<=', new Date(at))
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}

/** Records how an attempt ended. */
export function recordOutcome(
  db: Db,
  claimed: Claimed,
  { epoch, at, result }: { epoch: number; at: number; result: Outcome },
): Promise<void> {
  const { outcome, channel, reason, providerId, next, receiptDueAt } = result;
  const finished = new Date(at);
  return db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, epoch);
    await tx
      .updateTable('attempt')
      .set({ channel, outcome, reason, provider_id: providerId, finished_at: finished })
      .where('intent', '=', String(claimed.id))
      .where('n', '=', claimed.attempt)
      .execute();
    await tx
      .updateTable('intent')
      .set(
        'state' in next
          ? {
              ...{ state: next.state, finished_at: finished, reason },
              receipt_due_at: receiptDueAt === undefined ? null : new Date(receiptDueAt),
            }
          : { state: 'pending', due_at: new Date(next.dueAt), reason },
      )
      .where('id', '=', String(claimed.id))
      .execute();
    await appendToLedger(tx, head, [outcomeBooking(claimed, at, result)]);
  });
}

/** Whether an earlier message of the same thread has arrived: a recovery is told only for what was told. */
export async function wasTold(db: Db, { id }: Claimed): Promise<boolean> {
  const row = await db
    .selectFrom('intent as own')
    .innerJoin('intent as earlier', 'earlier.thread', 'own.thread')
    .select('earlier.id')
    .where('own.id', '=', String(id))
    .whereRef('earlier.id', '<', 'own.id')
    .where('earlier.state', '=', 'sent')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many messages are due or being tried, and since when the oldest of them has been; for the metrics. */
export async function outboxLoad(
  db: Db,
  at: number,
): Promise<{ length: number; oldestAt: number | null }> {
  const { rows } = await sql<{ length: number; oldest: Date | null }>`
    SELECT count(*)::float8 AS length, min(coalesce(attempt.started_at, due_at)) AS oldest
    FROM intent LEFT JOIN attempt ON attempt.intent = intent.id AND attempt.n = 1
    WHERE state IN ('pending', 'sending') AND (attempts > 0 OR due_at <= ${new Date(at)})`.execute(
    db,
  );
  const [row] = rows;
  return { length: row?.length ?? 0, oldestAt: row?.oldest?.getTime() ?? null };
}

/** When something is next to be done about a message; milliseconds since 1970. */
export async function nextIntentDueAt(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ due: Date | null }>`
    SELECT min(due) AS due FROM (
      SELECT due_at AS due FROM intent WHERE state = 'pending'
      UNION ALL SELECT receipt_due_at FROM intent WHERE receipt_due_at IS NOT NULL
      UNION ALL SELECT created_at + ${mailPatienceMs} * interval '1 millisecond' FROM intent
        WHERE medium = 'mail' AND state = 'pending' AND attempts > 0 AND fallback_at IS NULL
          AND incident IS NOT NULL AND kind NOT IN ('resolved', 'joined', 'acked')) AS all_dues`.execute(
    db,
  );
  return rows[0]?.due?.getTime();
}

function attemptBooking(claimed: Claimed, at: number, channel: string): Booking {
  const { id, incident, attempt, person } = claimed;
  return {
    at,
    actor: outboxActor,
    kind: 'attempt',
    ...(incident === null ? {} : { incident }),
    payload: { intent: id, attempt, channel, person },
  };
}

function outcomeBooking(claimed: Claimed, at: number, result: Outcome): Booking {
  const { id, incident, attempt, person } = claimed;
  const { channel, outcome, reason, providerId, next } = result;
  return {
    at,
    actor: outboxActor,
    kind: 'outcome',
    ...(incident === null ? {} : { incident }),
    payload: {
      ...{ intent: id, attempt, person, channel, outcome, reason, providerId },
      ...('state' in next ? { state: next.state } : { nextAt: new Date(next.dueAt).toISOString() }),
    },
  };
}

function claimedOf(row: Selectable<IntentTable>): Claimed {
  return {
    id: Number(row.id),
    incident: row.incident === null ? null : Number(row.incident),
    kind: row.kind,
    person: row.person,
    createdAt: row.created_at.getTime(),
    attempt: row.attempts,
    content: row.content,
  };
}
