import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { filesystem } from './filesystem.ts';

const root = '27 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw\n';
const size = { bsize: 4096, blocks: 100, bfree: 60, bavail: 50, files: 30, ffree: 20 };
const ofRoot = '{device="/dev/sda2",fstype="ext4",mountpoint="/"}';

test('sizes are blocks times block size, with one label set for all of a mount', (t) => {
  const machine = madeUpMachine(t, filesystem, { '/proc/1/mountinfo': root });
  machine.statfs.set('/', size);

  assert.deepEqual(machine.samples(), {
    [`node_filesystem_avail_bytes${ofRoot}`]: 204_800,
    [`node_filesystem_device_error${ofRoot}`]: 0,
    [`node_filesystem_files${ofRoot}`]: 30,
    [`node_filesystem_files_free${ofRoot}`]: 20,
    [`node_filesystem_free_bytes${ofRoot}`]: 245_760,
    [`node_filesystem_readonly${ofRoot}`]: 0,
    [`node_filesystem_size_bytes${ofRoot}`]: 409_600,
  });
});

test('a mount that cannot be read shows its error and no size', (t) => {
  const machine = madeUpMachine(t, filesystem, { '/proc/1/mountinfo': root });
  machine.statfs.set('/', 'EIO');

  assert.deepEqual(machine.samples(), {
    'node_filesystem_device_error{device="/dev/sda2",device_error="EIO",fstype="ext4",mountpoint="/"}': 1,
  });
});

for (const [what, line] of [
  ['remounted read-only', '27 1 8:2 / / ro,relatime - ext4 /dev/sda2 rw\n'],
  ['stopped by the file system', '27 1 8:2 / / rw - ext4 /dev/sda2 rw,emergency_ro\n'],
] as const) {
  test(`a mount that was ${what} is read-only at the next scrape`, (t) => {
    const machine = madeUpMachine(t, filesystem, { '/proc/1/mountinfo': root });
    machine.statfs.set('/', size);
    machine.samples();

    machine.write('/proc/1/mountinfo', line);

    assert.equal(machine.samples()[`node_filesystem_readonly${ofRoot}`], 1);
    assert.equal(machine.rebuilds(), 1);
  });
}

test('network mounts are never touched here, pseudo ones and containers are left out', (t) => {
  const machine = madeUpMachine(t, filesystem, {
    '/proc/1/mountinfo': [
      '30 27 0:50 / /mnt/share rw - nfs4 server:/x rw',
      '31 27 0:51 / /mnt/sshfs rw - fuse.sshfs a@b:/ rw',
      '32 27 0:21 / /proc rw - proc proc rw',
      '33 27 0:22 / /var/lib/docker/overlay2/x rw - ext4 /dev/sdb1 rw',
      '',
    ].join('\n'),
  });

  assert.deepEqual(machine.samples(), {});
});

test('the same place mounted twice is one row; a name with a blank is read', (t) => {
  const twice = '40 27 8:3 / /my\\040data rw - xfs /dev/sda3 rw\n';
  const machine = madeUpMachine(t, filesystem, { '/proc/1/mountinfo': twice + twice });
  machine.statfs.set('/my data', size);

  const errors = Object.keys(machine.samples()).filter((series) => series.includes('device_error'));

  assert.deepEqual(errors, [
    'node_filesystem_device_error{device="/dev/sda3",fstype="xfs",mountpoint="/my data"}',
  ]);
});

test('without a view of process 1 the own mounts are shown', (t) => {
  const machine = madeUpMachine(t, filesystem, { '/proc/self/mountinfo': root });
  machine.statfs.set('/', size);

  assert.equal(machine.samples()[`node_filesystem_files${ofRoot}`], 30);
});
