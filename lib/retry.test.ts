import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs } from './retry.ts';

test('the delay doubles up to its ceiling', () => {
  const delays = [1, 2, 3, 10, 1000].map((attempt) =>
    backoffMs(attempt, { firstMs: 100, maxMs: 5000, random: () => 1 }),
  );

  assert.deepEqual(delays, [100, 200, 400, 5000, 5000]);
});

test('at least half of the delay is kept', () => {
  assert.equal(backoffMs(1, { firstMs: 100, maxMs: 5000, random: () => 0 }), 50);
});
