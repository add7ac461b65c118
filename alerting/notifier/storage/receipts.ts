import { sql } from 'kysely';
import { appendToLedger, lockHead } from './ledger.ts';
import type { Db, Tx } from './tables.ts';

/** What the far end says later about a message that it accepted. */
export interface Receipt {
  readonly channel: string;
  /** What it called the message when it accepted it. */
  readonly providerId: string;
  readonly state: 'delivered' | 'failed';
  /** In the far end's words: `DELIVRD`, `UNDELIV`, … */
  readonly code: string;
}

interface Given {
  readonly epoch: number;
  readonly at: number;
  /** How many channels there are for the medium of the message. */
  readonly waysOf: (channel: string) => number;
}

/** Books a receipt; what failed goes to the next channel. False when no such message is known (yet). */
export function takeReceipt(db: Db, receipt: Receipt, given: Given): Promise<boolean> {
  const { channel, providerId, state, code } = receipt;
  const at = new Date(given.at);
  return db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, given.epoch);
    const attempt = await tx
      .selectFrom('attempt')
      .innerJoin('intent', 'intent.id', 'attempt.intent')
      .select(['attempt.intent', 'attempt.n', 'intent.incident', 'intent.state', 'attempt.receipt'])
      .select('intent.attempts')
      .where('attempt.channel', '=', channel)
      .where('attempt.provider_id', '=', providerId)
      .orderBy('attempt.started_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (attempt === undefined) return false;
    if (attempt.receipt !== null) return true; // told twice
    await tx
      .updateTable('attempt')
      .set({ receipt: state, receipt_code: code, receipt_at: at })
      .where('intent', '=', attempt.intent)
      .where('n', '=', attempt.n)
      .execute();
    const id = Number(attempt.intent);
    if (state === 'delivered') await delivered(tx, id, at);
    else if (attempt.state === 'sent' && attempt.attempts === attempt.n) {
      await moveOn(tx, { id, ways: given.waysOf(channel), reason: code, at });
    }
    const incident = attempt.incident === null ? {} : { incident: Number(attempt.incident) };
    const payload = { intent: id, attempt: attempt.n, channel, state, code };
    await appendToLedger(tx, head, [
      { at: given.at, actor: 'outbox', kind: 'receipt', ...incident, payload },
    ]);
    return true;
  });
}

/** Messages whose receipt is overdue go to the next channel; returns how many. */
export async function missReceipts(db: Db, given: Given): Promise<number> {
  const at = new Date(given.at);
  const isAny = await db
    .selectFrom('intent')
    .select('id')
    .where('receipt_due_at', '<=', at)
    .limit(1)
    .executeTakeFirst();
  if (isAny === undefined) return 0; // the usual case locks nothing
  return db.transaction().execute(async (tx) => {
    const head = await lockHead(tx, given.epoch);
    const { rows } = await sql<{ id: string; incident: string | null; channel: string; n: number }>`
      SELECT intent.id, intent.incident, attempt.channel, attempt.n FROM intent
      JOIN attempt ON attempt.intent = intent.id AND attempt.n = intent.attempts
      WHERE receipt_due_at <= ${at}`.execute(tx);
    for (const { id, channel } of rows) {
      const reason = 'accepted, but no receipt came in time';
      await moveOn(tx, { id: Number(id), ways: given.waysOf(channel), reason, at });
    }
    const bookings = rows.map(({ id, incident, channel, n }) => ({
      ...{ at: given.at, actor: 'outbox', kind: 'receipt-missing' },
      ...(incident === null ? {} : { incident: Number(incident) }),
      payload: { intent: Number(id), attempt: n, channel },
    }));
    await appendToLedger(tx, head, bookings);
    return rows.length;
  });
}

async function delivered(tx: Tx, id: number, at: Date): Promise<void> {
  await tx
    .updateTable('intent')
    .set({ receipt_due_at: null, delivered_at: at })
    .where('id', '=', String(id))
    .execute();
}

interface Undelivered {
  readonly id: number;
  readonly ways: number;
  readonly reason: string;
  readonly at: Date;
}

/** Each channel may accept it once; when all have, it counts as undelivered. */
async function moveOn(tx: Tx, { id, ways, reason, at }: Undelivered): Promise<void> {
  const { count } = await tx
    .selectFrom('attempt')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('intent', '=', String(id))
    .where('outcome', '=', 'sent')
    .executeTakeFirstOrThrow();
  const next =
    Number(count) < ways
      ? { state: 'pending', due_at: at, finished_at: null }
      : { state: 'undelivered', finished_at: at };
  await tx
    .updateTable('intent')
    .set({ ...next, reason, receipt_due_at: null })
    .where('id', '=', String(id))
    .execute();
}
