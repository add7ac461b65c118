import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { silentLog } from '../../../lib/json-log.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import {
  appendToLedger,
  type Booking,
  lockHead,
  SupersededError,
  takeOver,
  verifyLedger,
} from './ledger.ts';
import { migrationsFolder, openStore } from './store.ts';
import type { Db } from './tables.ts';

async function databaseFor(t: TestContext): Promise<Db> {
  const store = openStore(await freshDatabase(t, migrationsFolder), silentLog);
  t.after(() => store.close());
  return store.db;
}

function bookings(count: number): Booking[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ at: 1_700_000_000_123 + at, actor: 'engine', kind: 'webhook', incident: at },
    payload: { n: at, text: '医院', ratio: 0.1, nothing: null, nested: { list: [1, 2] } },
  }));
}

async function book(db: Db, epoch: number, some: readonly Booking[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await appendToLedger(tx, await lockHead(tx, epoch), some);
  });
}

/** As somebody with the owner's rights could. */
async function tamper(db: Db, statement: string): Promise<void> {
  await sql`ALTER TABLE ledger DISABLE TRIGGER ledger_append_only`.execute(db);
  await sql.raw(statement).execute(db);
  await sql`ALTER TABLE ledger ENABLE TRIGGER ledger_append_only`.execute(db);
}

describe('ledger', () => {
  test('what was booked is whole, page after page, and the head is its last hash', async (t) => {
    const db = await databaseFor(t);
    const epoch = await takeOver(db, { log: 'x', at: 0 });

    await book(db, epoch, bookings(1200));
    await book(db, epoch, bookings(3));

    const verdict = await verifyLedger(db);
    assert.deepEqual({ ...verdict, hash: '' }, { whole: true, records: 1204, hash: '' });
  });

  for (const statement of [
    "UPDATE ledger SET kind = 'x' WHERE seq = 2",
    'DELETE FROM ledger WHERE seq = 2',
    'TRUNCATE ledger',
  ]) {
    test(`the database refuses: ${statement}`, async (t) => {
      const db = await databaseFor(t);
      await book(db, await takeOver(db, { log: 'x', at: 0 }), bookings(5));

      await assert.rejects(sql.raw(statement).execute(db), /ledger is append-only/);

      assert.equal((await verifyLedger(db)).whole, true);
    });
  }

  for (const [statement, reason] of [
    ["UPDATE ledger SET payload = '{}' WHERE seq = 3", /^record 3 was changed/],
    ["UPDATE ledger SET at = at + interval '1 ms' WHERE seq = 4", /^record 4 was changed/],
    ['DELETE FROM ledger WHERE seq = 3', /^expected record 3, got 4$/],
    ['DELETE FROM ledger WHERE seq = 6', /^the last record is 5, but 6 were written/],
  ] as const) {
    test(`the first bad record is named after: ${statement}`, async (t) => {
      const db = await databaseFor(t);
      await book(db, await takeOver(db, { log: 'x', at: 0 }), bookings(5));

      await tamper(db, statement);

      const verdict = await verifyLedger(db);
      assert.ok(!verdict.whole);
      assert.match(verdict.reason, reason);
    });
  }

  test('a notifier that was taken over cannot write any more', async (t) => {
    const db = await databaseFor(t);
    const old = await takeOver(db, { log: 'x', at: 0 });
    const young = await takeOver(db, { log: 'x', at: 0 });

    await assert.rejects(book(db, old, bookings(1)), SupersededError);

    await book(db, young, bookings(1));
  });
});
