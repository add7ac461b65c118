import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { conntrack } from './conntrack.ts';

test('shows use and limit of the table', (t) => {
  const folder = '/proc/sys/net/netfilter';
  const machine = madeUpMachine(t, conntrack, {
    [`${folder}/nf_conntrack_count`]: '812\n',
    [`${folder}/nf_conntrack_max`]: '262144\n',
  });

  assert.deepEqual(machine.samples(), {
    node_nf_conntrack_entries: 812,
    node_nf_conntrack_entries_limit: 262_144,
  });
});

test('a kernel without the module has nothing to say', (t) => {
  assert.throws(() => madeUpMachine(t, conntrack, {}).samples(), NoDataError);
});
