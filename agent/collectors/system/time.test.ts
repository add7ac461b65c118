import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { time } from './time.ts';

test('is the wall clock in seconds', (t) => {
  const machine = madeUpMachine(t, time, {});
  machine.clock.nowMs = 1_715_000_000_123;

  assert.deepEqual(machine.samples(), { node_time_seconds: 1_715_000_000.123 });
});
