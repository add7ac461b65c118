import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { schedstat } from './schedstat.ts';

test('finds the CPUs between the scheduling domains', (t) => {
  const machine = madeUpMachine(t, schedstat, {
    '/proc/schedstat':
      'version 15\ntimestamp 4\ncpu0 1 2 3 4 5 6 2000000001 500000000 77\ndomain0 f 9 9 9\ncpu11 0 0 0 0 0 0 1 2 3\n',
  });

  assert.deepEqual(machine.samples(), {
    'node_schedstat_running_seconds_total{cpu="0"}': 2.000000001,
    'node_schedstat_running_seconds_total{cpu="11"}': 1e-9,
    'node_schedstat_timeslices_total{cpu="0"}': 77,
    'node_schedstat_timeslices_total{cpu="11"}': 3,
    'node_schedstat_waiting_seconds_total{cpu="0"}': 0.5,
    'node_schedstat_waiting_seconds_total{cpu="11"}': 2e-9,
  });
});
