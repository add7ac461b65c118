import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOn, bookOf } from './example-book.ts';
import { rateWindow } from './rate-window.ts';

test('three scrapes under rate are refused, four pass', () => {
  const short = alertOn('sum(rate(yibao_txn_total{job="node"}[45s])) > 1');
  const enough = alertOn('sum(rate(yibao_txn_total{job="node"}[1m])) > 1');

  assert.deepEqual(rateWindow.check(bookOf([short])), [
    { rule: 'Example (warning)', message: 'expected a range of four scrapes at least, got 45s' },
  ]);
  assert.deepEqual(rateWindow.check(bookOf([enough])), []);
});

test('a maximum may look back as briefly as it likes', () => {
  assert.deepEqual(rateWindow.check(bookOf([alertOn('max_over_time(up[30s]) == 0')])), []);
});
