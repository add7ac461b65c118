import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { diskstats } from './diskstats.ts';

const second = 10_000_000;
const disk = {
  number: 0,
  bytesRead: 1,
  bytesWritten: 2,
  readTime: 3 * second,
  writeTime: 4 * second,
  idleTime: 100 * second,
  readCount: 5,
  writeCount: 6,
  queueDepth: 1,
  queryTime: 13_000_000_000 * second,
};
const busy = 'node_disk_io_time_seconds_total{device="PhysicalDrive0"}';

test('busy is the time that passed and was not idle', async () => {
  const machine = madeUpWindows(diskstats, { disks: [disk] });
  const first = await machine.samples();

  const { idleTime, queryTime } = disk;
  const later = { ...disk, queryTime: queryTime + 15 * second, idleTime: idleTime + 12 * second };
  machine.win32.answers = { disks: [later] };
  machine.clock.nowMs += 15_000;

  assert.equal(first[busy], 0);
  assert.equal((await machine.samples())[busy], 3);
});

for (const hours of [-1, 1]) {
  test(`a wall clock set by ${hours} h is no busy time`, async () => {
    const machine = madeUpWindows(diskstats, { disks: [disk] });
    await machine.samples();

    const queryTime = disk.queryTime + (15 + hours * 3600) * second;
    machine.win32.answers = {
      disks: [{ ...disk, queryTime, idleTime: disk.idleTime + 10 * second }],
    };
    machine.clock.nowMs += 15_000;

    assert.equal((await machine.samples())[busy], 5);
  });
}

test('idle counters that begin again do not make more busy time than has passed', async () => {
  const machine = madeUpWindows(diskstats, { disks: [disk] });
  await machine.samples();

  machine.win32.answers = {
    disks: [{ ...disk, queryTime: disk.queryTime + 15 * second, idleTime: 0 }],
  };
  machine.clock.nowMs += 15_000;

  assert.equal((await machine.samples())[busy], 15);
});
