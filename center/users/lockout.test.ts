import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterFailure, noFailures, waitSeconds } from './lockout.ts';

const minute = 60_000;

test('the fifth failure locks for 15 minutes, each further one twice as long, a day at most', () => {
  let failures = noFailures;
  const locks: number[] = [];
  for (let tried = 0; tried < 14; tried += 1) {
    failures = afterFailure(failures, 0);
    locks.push(failures.lockedUntil / minute);
  }

  assert.deepEqual(locks.slice(0, 8), [0, 0, 0, 0, 15, 30, 60, 120]);
  assert.equal(locks.at(-1), 24 * 60);
});

test('the wait is told in whole seconds and ends', () => {
  const failures = { count: 5, lockedUntil: 10_000 };

  assert.equal(waitSeconds(failures, 8500), 2);
  assert.equal(waitSeconds(failures, 10_000), 0);
  assert.equal(waitSeconds(noFailures, 0), 0);
});
