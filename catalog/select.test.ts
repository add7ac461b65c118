import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from './promql.ts';
import { select, selectBuckets } from './select.ts';
import { txn, txnDuration } from './settlement.ts';

test('a selector stands bare, so that a range may follow, and the query knows its metric', () => {
  const calls = select(txn, { job: 'node', txn: ['trade', 'divide'], result: { not: 'ok' } });

  const query = promql`rate(${calls}[5m])`;

  assert.equal(
    query.text,
    'rate(yibao_txn_total{job="node",txn=~"trade|divide",result!="ok"}[5m])',
  );
  assert.deepEqual([...query.reads], [txn]);
});

test('a list may be excluded, and buckets have the name of their histogram', () => {
  const { selector } = selectBuckets(txnDuration, { txn: { not: ['sign', 'trade'] } });

  assert.equal(selector, 'yibao_txn_duration_seconds_bucket{txn!~"sign|trade"}');
});

test('the compiler refuses a label that neither metric nor scrape has', () => {
  // @ts-expect-error A transaction has no queue.
  select(txn, { queue: 'trade' });
});
