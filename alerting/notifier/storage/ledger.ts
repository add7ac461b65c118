import { sql } from 'kysely';
import type { JsonObject } from '../../../protocol/canonical.ts';
import { brokenLink, chainHash, chainStart, type Link } from '../../../protocol/chain.ts';
import type { Db, Tx } from './tables.ts';

/** Something that happened, before it has its place in the ledger. */
export interface Booking {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Which part of the program says so: `engine`, `outbox`, … */
  readonly actor: string;
  readonly kind: string;
  readonly incident?: number;
  readonly payload: JsonObject;
}

/** The end of the ledger, locked: whoever holds it is the only writer until its transaction ends. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** A second notifier on this database has started; this one must not write any more. */
export class SupersededError extends Error {
  constructor() {
    super('another notifier has taken over this database');
    this.name = 'SupersededError';
  }
}

const readAtOnce = 1000;

/** Makes this process the one that may write; every older one finds out at its next transaction. */
export function takeOver(db: Db, { log, at }: { log: string; at: number }): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { epoch, seq, hash } = await tx
      .updateTable('ledger_head')
      .set({ epoch: sql<number>`epoch + 1` })
      .returning(['epoch', 'seq', 'hash'])
      .executeTakeFirstOrThrow();
    const head = { seq: Number(seq), hash };
    const payload = { log, epoch: Number(epoch) };
    await appendToLedger(tx, head, [{ at, actor: 'engine', kind: 'started', payload }]);
    return Number(epoch);
  });
}

export async function lockHead(tx: Tx, epoch: number): Promise<LedgerHead> {
  const head = await tx
    .selectFrom('ledger_head')
    .select(['seq', 'hash', 'epoch'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (Number(head.epoch) !== epoch) throw new SupersededError();
  return { seq: Number(head.seq), hash: head.hash };
}

/** Books in the order given, behind the locked head. */
export async function appendToLedger(
  tx: Tx,
  head: LedgerHead,
  bookings: readonly Booking[],
): Promise<void> {
  if (bookings.length === 0) return;
  let { seq, hash } = head;
  const rows = bookings.map((booking) => {
    seq += 1;
    const prev = hash;
    const entry = { ...booking, seq, at: new Date(booking.at), incident: booking.incident ?? null };
    hash = chainHash(prev, recordOf(entry));
    return { ...entry, prev, hash };
  });
  await sql`
    INSERT INTO ledger (seq, at, actor, kind, incident, payload, prev, hash)
    SELECT seq, at, actor, kind, incident, payload, prev, hash
    FROM json_populate_recordset(null::ledger, ${JSON.stringify(rows)}::json)`.execute(tx);
  await tx.updateTable('ledger_head').set({ seq, hash }).execute();
}

export type Verdict =
  | { readonly whole: true; readonly records: number; readonly hash: string }
  | { readonly whole: false; readonly reason: string };

/** Reads the ledger from its first record and compares its end with the head; names the first fault. */
export async function verifyLedger(db: Db): Promise<Verdict> {
  let before = { seq: 0, hash: chainStart };
  for (;;) {
    const links = await linksAfter(db, before.seq);
    for (const link of links) {
      const reason = brokenLink(before, link);
      if (reason !== undefined) return { whole: false, reason };
      before = link;
    }
    if (links.length < readAtOnce) break;
  }
  const head = await db.selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  if (Number(head.seq) === before.seq && head.hash === before.hash) {
    return { whole: true, records: before.seq, hash: before.hash };
  }
  const reason = `the last record is ${before.seq}, but ${head.seq} were written: the end is missing`;
  return { whole: false, reason };
}

async function linksAfter(db: Db, seq: number): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['seq', 'at', 'actor', 'kind', 'incident', 'prev', 'hash'])
    .select(sql<string>`payload::text`.as('text'))
    .where('seq', '>', String(seq))
    .orderBy('seq')
    .limit(readAtOnce)
    .execute();
  return rows.map(({ seq: place, incident, prev, hash, text, ...rest }) => ({
    seq: Number(place),
    prev,
    hash,
    record: recordOf({
      ...rest,
      seq: Number(place),
      incident: incident === null ? null : Number(incident),
      payload: JSON.parse(text) as JsonObject,
    }),
  }));
}

interface Entry {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly kind: string;
  readonly incident: number | null;
  readonly payload: JsonObject;
}

/** What the hash covers: everything but the hashes. */
function recordOf({ seq, at, actor, kind, incident, payload }: Entry): JsonObject {
  return { seq, at: at.toISOString(), actor, kind, incident, payload };
}
