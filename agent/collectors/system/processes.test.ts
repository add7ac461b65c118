import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { processes } from './processes.ts';

test('a name with brackets and blanks does not hide the state', (t) => {
  const machine = madeUpMachine(t, processes, {
    '/proc/1/stat': '1 (systemd) S 0 1\n',
    '/proc/22/stat': '22 (a) Z (b c) R 1 22\n',
    '/proc/333/stat': '333 (x) S 1 333\n',
    '/proc/sys/kernel/pid_max': '5\n',
  });

  assert.deepEqual(machine.samples(), {
    node_processes_pids: 3,
    'node_processes_state{state="R"}': 1,
    'node_processes_state{state="S"}': 2,
  });
});

test('a state that nobody is in any more is 0, and a process that has ended is not counted', (t) => {
  const machine = madeUpMachine(t, processes, {
    '/proc/1/stat': '1 (a) S 0\n',
    '/proc/2/stat': '2 (b) D 0\n',
  });
  machine.samples();

  machine.remove('/proc/2/stat');

  assert.deepEqual(machine.samples(), {
    node_processes_pids: 1,
    'node_processes_state{state="D"}': 0,
    'node_processes_state{state="S"}': 1,
  });
});
