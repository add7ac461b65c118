import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockAt, mondayMorning } from './test-support.ts';
import { twinClock } from './twin-clock.ts';

test('twins live by the clock of this machine, or faster from an agreed moment on', () => {
  const real = clockAt(mondayMorning + 60_000);

  assert.equal(twinClock(real, undefined).now(), real.now());
  const fast = twinClock(real, { speed: 60, from: mondayMorning });
  assert.equal(fast.now(), mondayMorning + 3_600_000);
});
