import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { diskstats } from './diskstats.ts';

const row = (name: string, columns: number) =>
  `   8       0 ${name} ${Array.from({ length: columns }, (_, index) => index + 1).join(' ')}\n`;

test('sectors are 512 bytes and times milliseconds; partitions and loops are left out', (t) => {
  const machine = madeUpMachine(t, diskstats, {
    '/proc/diskstats': row('sda', 17) + row('sda1', 17) + row('loop0', 17) + row('nvme0n1p2', 17),
  });

  const samples = machine.samples();

  assert.equal(samples['node_disk_read_bytes_total{device="sda"}'], 1536);
  assert.equal(samples['node_disk_io_time_seconds_total{device="sda"}'], 0.01);
  assert.equal(samples['node_disk_discarded_sectors_total{device="sda"}'], 14);
  assert.equal(samples['node_disk_flush_requests_time_seconds_total{device="sda"}'], 0.017);
  assert.equal(Object.keys(samples).length, 17);
});

for (const columns of [11, 15, 17]) {
  test(`a kernel with ${columns} columns has ${columns} metrics`, (t) => {
    const machine = madeUpMachine(t, diskstats, { '/proc/diskstats': row('vda', columns) });

    assert.equal(Object.keys(machine.samples()).length, columns);
  });
}

test('a disk that is plugged in appears, one that is pulled goes', (t) => {
  const machine = madeUpMachine(t, diskstats, { '/proc/diskstats': row('sda', 11) });
  const disks = () =>
    Object.keys(machine.samples()).filter((series) => series.startsWith('node_disk_io_now'));
  disks();

  machine.write('/proc/diskstats', row('sdb', 11) + row('sdc', 11));

  assert.deepEqual(disks(), ['node_disk_io_now{device="sdb"}', 'node_disk_io_now{device="sdc"}']);
});
