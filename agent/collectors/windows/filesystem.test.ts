import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { filesystem } from './filesystem.ts';

const space = { bsize: 4096, blocks: 1000, bfree: 400, bavail: 300, files: 0, ffree: 0 };
const c = '{device="C:",fstype="NTFS",mountpoint="C:"}';
const volumes = [{ path: 'C:\\', fileSystem: 'NTFS', flags: 0x80000 }];

test('volumes are listed once a minute, their space is asked each time', async () => {
  const machine = madeUpWindows(filesystem, { volumes });
  machine.statfs.set('C:\\', space);
  const first = await machine.samples();

  machine.win32.answers = { volumes: [] };
  machine.statfs.set('C:\\', { ...space, bavail: 200 });
  machine.clock.nowMs += 59_000;
  const second = await machine.samples();
  machine.clock.nowMs += 2000;
  const third = await machine.samples();

  assert.equal(first[`node_filesystem_avail_bytes${c}`], 300 * 4096);
  assert.equal(first[`node_filesystem_readonly${c}`], 1);
  assert.equal(second[`node_filesystem_avail_bytes${c}`], 200 * 4096);
  assert.deepEqual(third, {});
});

test('a list that cannot be had leaves the volumes known, without what only it tells', async () => {
  const machine = madeUpWindows(filesystem, { volumes });
  machine.statfs.set('C:\\', space);
  await machine.samples();

  machine.win32.answers = {};
  machine.clock.nowMs += 61_000;
  const later = await machine.samples();

  assert.equal(later[`node_filesystem_size_bytes${c}`], 1000 * 4096);
  assert.equal(`node_filesystem_readonly${c}` in later, false);
});

test('a list that never came is a failure, as long as somebody may still answer', async () => {
  await assert.rejects(madeUpWindows(filesystem, {}).samples(), /^Error: volumes: /);
});

test('where nobody may answer, letters with free space are taken for volumes', async () => {
  const machine = madeUpWindows(filesystem, {});
  machine.win32.available = false;
  machine.statfs.set('D:\\', space).set('E:\\', { ...space, bfree: 0, bavail: 0 });

  const samples = await machine.samples();

  assert.equal(samples['node_filesystem_free_bytes{device="D:",mountpoint="D:"}'], 400 * 4096);
  assert.equal(
    Object.keys(samples).some((series) => series.includes('E:')),
    false,
  );
});
