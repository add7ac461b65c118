import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { self } from './self.ts';

const stat = (utime: number) =>
  `77 (node) (x) S 1 77 77 0 -1 4194304 9 0 0 0 ${utime} 30 0 0 20 0 11 0 4500 1234567890 2500 1\n`;
const files = {
  '/proc/stat': 'cpu 1\nbtime 1700000000\n',
  '/proc/self/stat': stat(120),
  '/proc/self/limits':
    'Max open files            1024                 4096                 files\nMax address space         unlimited            unlimited            bytes\n',
  '/proc/self/fd/0': '',
  '/proc/self/fd/1': '',
  '/proc/self/fd/2': '',
};

test('tells the process in the words of every Prometheus client', (t) => {
  assert.deepEqual(madeUpMachine(t, self, files).samples(), {
    process_cpu_seconds_total: 1.5,
    process_max_fds: 1024,
    process_open_fds: 2,
    process_resident_memory_bytes: 10_240_000,
    process_start_time_seconds: 1_700_000_045,
    process_virtual_memory_bytes: 1_234_567_890,
    process_virtual_memory_max_bytes: 2 ** 64,
  });
});

test('open files are counted once a minute, CPU time each time', (t) => {
  const machine = madeUpMachine(t, self, files);
  machine.samples();
  machine.write('/proc/self/stat', stat(220));
  machine.write('/proc/self/fd/3', '');

  const soon = machine.samples();
  machine.clock.nowMs += 60_000;
  const later = machine.samples();

  assert.equal(soon.process_cpu_seconds_total, 2.5);
  assert.equal(soon.process_open_fds, 2);
  assert.equal(later.process_open_fds, 3);
});
