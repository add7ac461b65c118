import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { meminfo } from './meminfo.ts';

test('sizes become bytes, pages stay pages, brackets become underscores', (t) => {
  const machine = madeUpMachine(t, meminfo, {
    '/proc/meminfo':
      'MemTotal:       24684096 kB\nActive(anon):       12 kB\nHugePages_Total:       3\nBrandNew:  4 kB\n',
  });

  assert.deepEqual(machine.samples(), {
    node_memory_Active_anon_bytes: 12_288,
    node_memory_HugePages_Total: 3,
    node_memory_MemTotal_bytes: 25_276_514_304,
  });
});
