import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { vmstat } from './vmstat.ts';

test('takes its fields out of many and leaves out what the kernel does not have', (t) => {
  const machine = madeUpMachine(t, vmstat, {
    '/proc/vmstat': 'nr_free_pages 9\npgpgin 1\npgfault 18446744073709551615\npgfault_x 7\n',
  });

  assert.deepEqual(machine.samples(), { node_vmstat_pgfault: 2 ** 64, node_vmstat_pgpgin: 1 });
});
