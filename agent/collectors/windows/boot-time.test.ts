import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { bootTime } from './boot-time.ts';

test('is rounded and held while clocks tremble, and follows a clock that was set', async () => {
  const machine = madeUpWindows(bootTime, {});
  const first = await machine.samples();

  machine.clock.nowMs += 15_700;
  machine.builtins = { ...machine.builtins, uptimeSeconds: 86_415 };
  const second = await machine.samples();
  machine.clock.nowMs += 3_600_000;
  const third = await machine.samples();

  assert.deepEqual(first, { node_boot_time_seconds: 1_699_913_600 });
  assert.deepEqual(second, first);
  assert.deepEqual(third, { node_boot_time_seconds: 1_699_917_201 });
});
