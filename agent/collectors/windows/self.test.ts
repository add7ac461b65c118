import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { self } from './self.ts';

test('handles are asked once a minute; without an answer the rest stays', async () => {
  const machine = madeUpWindows(self, { agent: { handles: 300 } });
  const first = await machine.samples();

  machine.win32.answers = {};
  machine.clock.nowMs += 30_000;
  const second = await machine.samples();
  machine.clock.nowMs += 31_000;
  const third = await machine.samples();

  assert.equal(first.process_open_fds, 300);
  assert.equal(second.process_open_fds, 300);
  assert.deepEqual(third, {
    process_cpu_seconds_total: 1.5,
    process_resident_memory_bytes: 6e7,
    process_start_time_seconds: 1_699_999_940,
  });
});
