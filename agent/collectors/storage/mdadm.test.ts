import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { mdadm } from './mdadm.ts';

const raid1 = (status: string, members: string) =>
  `Personalities : [raid1]\nmd0 : active raid1 ${members}\n      104 blocks super 1.2 ${status}\n\nunused devices: <none>\n`;

test('a disk that fails is seen at the next scrape', (t) => {
  const machine = madeUpMachine(t, mdadm, {
    '/proc/mdstat': raid1('[2/2] [UU]', 'sdb1[1] sda1[0]'),
  });
  const before = machine.samples();

  machine.write('/proc/mdstat', raid1('[2/1] [U_]', 'sdb1[1](F) sda1[0]'));
  const after = machine.samples();

  assert.equal(before['node_md_disks{device="md0",state="active"}'], 2);
  assert.deepEqual(after, {
    'node_md_disks{device="md0",state="active"}': 1,
    'node_md_disks{device="md0",state="failed"}': 1,
    'node_md_disks{device="md0",state="spare"}': 0,
    'node_md_disks_required{device="md0"}': 2,
  });
});

test('the module without an array has nothing to show', (t) => {
  const machine = madeUpMachine(t, mdadm, {
    '/proc/mdstat': 'Personalities : \nunused devices: <none>\n',
  });

  assert.deepEqual(machine.samples(), {});
});
