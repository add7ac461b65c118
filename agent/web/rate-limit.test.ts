import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RateLimit } from './rate-limit.ts';

test('a burst is allowed, then one request per interval', () => {
  let now = 0;
  const limit = new RateLimit(
    { now: () => now, monotonic: () => now },
    { intervalMs: 100, burst: 3 },
  );

  const burst = [1, 2, 3, 4].map(() => limit.allow());
  now = 250;
  const later = [1, 2, 3].map(() => limit.allow());

  assert.deepEqual(burst, [true, true, true, false]);
  assert.deepEqual(later, [true, true, false]);
});
