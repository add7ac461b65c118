import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { stat } from './stat.ts';

test('takes the first number of the line of interrupts, however long the line is', (t) => {
  const intr = `intr 987654 ${'0 '.repeat(5000)}`;
  const machine = madeUpMachine(t, stat, {
    '/proc/stat': `cpu  1 2\n${intr}\nctxt 55\nbtime 1700000000\nprocesses 7\nprocs_running 2\nprocs_blocked 1\nsoftirq 3\n`,
  });

  assert.deepEqual(machine.samples(), {
    node_boot_time_seconds: 1_700_000_000,
    node_context_switches_total: 55,
    node_forks_total: 7,
    node_intr_total: 987_654,
    node_procs_blocked: 1,
    node_procs_running: 2,
  });
});
