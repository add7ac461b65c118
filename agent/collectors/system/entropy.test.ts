import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { entropy } from './entropy.ts';

test('shows what is there and how much there can be', (t) => {
  const machine = madeUpMachine(t, entropy, {
    '/proc/sys/kernel/random/entropy_avail': '180\n',
    '/proc/sys/kernel/random/poolsize': '256\n',
  });

  assert.deepEqual(machine.samples(), {
    node_entropy_available_bits: 180,
    node_entropy_pool_size_bits: 256,
  });
});
