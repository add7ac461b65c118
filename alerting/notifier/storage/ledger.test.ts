import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
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
import { migrationsFolder, openStore, type Store } from './store.ts';
import type { Db, Tx } from './tables.ts';

/** What a test does to the tables is undone when it ends; they share one database. */
async function undone(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  const undo = new Error('undo');
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      await work(tx);
      throw undo;
    }),
    undo,
  );
}

function bookings(count: number): Booking[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ at: 1_700_000_000_123 + at, actor: 'engine', kind: 'webhook', incident: at },
    payload: { n: at, text: '医院', ratio: 0.1, nothing: null, nested: { list: [1, 2] } },
  }));
}

async function book(tx: Tx, epoch: number, some: readonly Booking[]): Promise<void> {
  await appendToLedger(tx, await lockHead(tx, epoch), some);
}

/** As somebody with the owner's rights could. */
async function tamper(tx: Tx, statement: string): Promise<void> {
  await sql`ALTER TABLE ledger DISABLE TRIGGER ledger_append_only`.execute(tx);
  await sql.raw(statement).execute(tx);
}

describe('ledger', () => {
  let store: Store;
  let epoch: number;
  before(async () => {
    store = openStore(await freshDatabase({ after }, migrationsFolder), silentLog);
    epoch = await takeOver(store.db, { log: 'x', at: 0 });
  });
  after(() => store.close());

  test('what was booked is whole, page after page, and the head is its last hash', async () => {
    await undone(store.db, async (tx) => {
      await book(tx, epoch, bookings(1200));
      await book(tx, epoch, bookings(3));

      const verdict = await verifyLedger(tx);

      assert.deepEqual({ ...verdict, hash: '' }, { whole: true, records: 1204, hash: '' });
    });
  });

  for (const statement of [
    "UPDATE ledger SET kind = 'x' WHERE seq = 1",
    'DELETE FROM ledger WHERE seq = 1',
    'TRUNCATE ledger',
  ]) {
    test(`the database refuses: ${statement}`, async () => {
      await assert.rejects(sql.raw(statement).execute(store.db), /ledger is append-only/);

      assert.equal((await verifyLedger(store.db)).whole, true);
    });
  }

  for (const [statement, reason] of [
    ["UPDATE ledger SET payload = '{}' WHERE seq = 3", /^record 3 was changed/],
    ["UPDATE ledger SET at = at + interval '1 ms' WHERE seq = 4", /^record 4 was changed/],
    ['DELETE FROM ledger WHERE seq = 3', /^expected record 3, got 4$/],
    ['DELETE FROM ledger WHERE seq = 6', /^the last record is 5, but 6 were written/],
  ] as const) {
    test(`the first bad record is named after: ${statement}`, async () => {
      await undone(store.db, async (tx) => {
        await book(tx, epoch, bookings(5));

        await tamper(tx, statement);

        const verdict = await verifyLedger(tx);
        assert.ok(!verdict.whole);
        assert.match(verdict.reason, reason);
      });
    });
  }

  test('a notifier that was taken over cannot write any more', async () => {
    const young = await takeOver(store.db, { log: 'x', at: 0 });

    const old = store.db.transaction().execute((tx) => book(tx, epoch, bookings(1)));

    await assert.rejects(old, SupersededError);
    await store.db.transaction().execute((tx) => book(tx, young, bookings(1)));
    assert.equal((await verifyLedger(store.db)).whole, true);
  });
});
