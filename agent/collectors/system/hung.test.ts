import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { hung } from './hung.ts';

test('shows the count of the kernel, and nothing where the kernel does not count', (t) => {
  const file = '/proc/sys/kernel/hung_task_detect_count';

  assert.deepEqual(madeUpMachine(t, hung, { [file]: '2\n' }).samples(), {
    node_kernel_hung_tasks_total: 2,
  });
  assert.throws(() => madeUpMachine(t, hung, {}).samples(), NoDataError);
});
