import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { threads } from './threads.ts';

const limits = {
  '/proc/sys/kernel/pid_max': '98304\n',
  '/proc/sys/kernel/threads-max': '514000\n',
};

test('threads are the second number of the fourth word', (t) => {
  const machine = madeUpMachine(t, threads, {
    ...limits,
    '/proc/loadavg': '0.20 0.18 0.12 3/812 11206\n',
  });

  assert.deepEqual(machine.samples(), {
    node_processes_max_processes: 98_304,
    node_processes_max_threads: 514_000,
    node_processes_threads: 812,
  });
});

test('says what it saw when the fourth word is another', (t) => {
  const machine = madeUpMachine(t, threads, { ...limits, '/proc/loadavg': '0 0 0 3 8\n' });

  assert.throws(() => machine.samples(), /expected running\/all threads at byte 7, got " 8\\n"/);
});
