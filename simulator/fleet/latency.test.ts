import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timedTxnKinds } from '../../catalog/labels.ts';
import { loadBusiness } from './business.ts';
import { latencyOf } from './latency.ts';

const business = loadBusiness();

for (const kind of timedTxnKinds) {
  test(`${kind}: shares rise from bucket to bucket, and busy calls are slower`, () => {
    const latency = latencyOf(business, kind, 1);
    assert.ok(latency !== undefined);
    const { normal, busy } = latency;

    for (const { shares } of [normal, busy]) {
      assert.deepEqual(
        shares,
        shares.toSorted((a, b) => a - b),
      );
      assert.equal(shares.at(-1), 1);
    }
    assert.ok(busy.meanSeconds > normal.meanSeconds);
  });
}

test('half of the trades take 0.7 s or less, as the data say', () => {
  const trade = latencyOf(business, 'trade', 1);
  const [, , below05 = 0, below1 = 0] = trade?.normal.shares ?? [];

  assert.ok(below05 < 0.35 && below1 > 0.7, `${below05} below 0.5 s, ${below1} below 1 s`);
});

test('a slower machine takes longer', () => {
  const fast = latencyOf(business, 'divide', 1)?.normal.meanSeconds ?? 0;
  const slow = latencyOf(business, 'divide', 1.15)?.normal.meanSeconds ?? 0;

  assert.ok(slow > fast);
});
