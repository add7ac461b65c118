import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { os } from './os.ts';

test('values stand in double quotes, single quotes or none; remarks are ignored', (t) => {
  const machine = madeUpMachine(t, os, {
    '/usr/lib/os-release':
      '# ID=wrong\nNAME="Kylin \\"Server\\""\nID=kylin\nVERSION_ID=\'V10\'\nBUG_URL=x\n',
  });

  const labels = 'id="kylin",name="Kylin \\"Server\\"",version_id="V10"';
  assert.deepEqual(Object.keys(machine.samples()), [`node_os_info{${labels}}`]);
});

test('/etc/os-release goes before the one of the vendor', (t) => {
  const machine = madeUpMachine(t, os, {
    '/etc/os-release': 'ID=local\n',
    '/usr/lib/os-release': 'ID=vendor\n',
  });

  assert.deepEqual(machine.samples(), { 'node_os_info{id="local"}': 1 });
});
