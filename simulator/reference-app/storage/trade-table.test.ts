import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { DbPort } from '../server/db-port.ts';
import { type NewTrade, tradeStates } from './trade.ts';
import { TradeTable } from './trade-table.ts';

const migrations = join(import.meta.dirname, 'migrations');
const morning = Date.parse('2026-11-23T09:00:00+08:00');
const first = '990100010A261123000001';
const second = '990100010A261123000002';
const ofPartner = '990100010B261123000001';

const versions = { redlist: '1', policy: '2', catalog: '3', sign: '4', interface: '5' };
const fees = { feeAll: 1234, feeIn: 1000, feeOut: 234, fundPay: 800, selfPayAll: 434 };

function trade(tradeNo: string, more: Partial<NewTrade> = {}): NewTrade {
  const state = tradeStates.inDoubt;
  return { tradeNo, atMs: morning, state, msgid: 'H1', versions, fees, ...more };
}

async function table(t: TestContext): Promise<TradeTable> {
  const opened = await TradeTable.open(await freshDatabase(t, migrations), () => {});
  t.after(() => opened.close());
  return opened;
}

test('a trade in doubt is confirmed, sent and refunded; an offline one is confirmed by being sent', async (t) => {
  const own = await table(t);
  await own.insert(trade(first));
  await own.insert(trade(second, { atMs: morning + 1000 }));
  assert.deepEqual(await own.inState(tradeStates.inDoubt), [
    { tradeNo: first, atMs: morning, state: -1, feeAll: 1234 },
    { tradeNo: second, atMs: morning + 1000, state: -1, feeAll: 1234 },
  ]);

  await own.setState(first, tradeStates.confirmed, morning);
  await own.setState(second, tradeStates.pending, morning);
  assert.deepEqual(
    (await own.unsent('990100010A')).map(({ tradeNo }) => tradeNo),
    [first, second],
  );
  await own.setSent(second, morning);
  await own.setState(first, tradeStates.refunded, morning);

  assert.deepEqual(await own.countByState(), { '4': 1, '5': 1 });
  assert.deepEqual(await own.unsent('990100010A'), []);
  assert.equal(await own.lastSerial('990100010A261123'), 2);
  assert.equal(await own.lastSerial('990100010A261124'), 0);
  assert.equal(await own.newestMs(), morning + 1000);
});

test('sums are of the day, and what does not fit together is found', async (t) => {
  const own = await table(t);
  await own.insert(trade(first, { state: tradeStates.confirmed }));
  const wrong = { ...fees, feeOut: 200, selfPayAll: 400 };
  await own.insert(trade(second, { state: tradeStates.confirmed, fees: wrong }));
  const day = [morning - 3_600_000, morning + 3_600_000] as const;

  assert.deepEqual(await own.confirmedBetween(...day), { count: 2, fen: 2468 });
  assert.deepEqual(await own.confirmedBetween(day[1], day[1] + 1), { count: 0, fen: 0 });
  assert.deepEqual(await own.unbalancedBetween(...day), { count: 1, fen: 34 });
});

test('a pair has one table: what changed is copied, once, and both may use the same serial', async (t) => {
  const [own, partner] = [await table(t), await table(t)];
  await own.insert(trade(first));
  await partner.insert(trade(ofPartner));
  await own.copyChangesTo(partner);
  await partner.copyChangesTo(own);
  await own.setState(first, tradeStates.confirmed, morning);
  assert.deepEqual([own.changes, partner.changes], [1, 0]);
  await own.copyChangesTo(partner);

  assert.equal(own.changes, 0);
  assert.deepEqual(await partner.countByState(), { '-1': 1, '4': 1 });
  assert.deepEqual(await own.countByState(), await partner.countByState());
  await own.markChangedSince(morning + 1);
  assert.equal(own.changes, 0);
  await own.markChangedSince(morning);
  assert.equal(own.changes, 2);
});

test('a closed port of the database ends its connections, an open one gives them back', async (t) => {
  const port = new DbPort(await freshDatabase(t, migrations), { host: '127.0.0.1', port: 0 });
  await port.open();
  t.after(() => port.close());
  const own = await TradeTable.open(port.url, () => {});
  t.after(() => own.close());
  await own.insert(trade(first));

  await port.close();
  await assert.rejects(own.countByState());
  await port.open();

  assert.deepEqual(await own.countByState(), { '-1': 1 });
});
