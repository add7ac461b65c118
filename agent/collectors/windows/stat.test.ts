import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { stat } from './stat.ts';

test('context switches come from the performance counter where the call fails', async () => {
  const machine = madeUpWindows(stat, { system: { counters: { contextSwitches: 7 } } });

  assert.deepEqual(await machine.samples(), { node_context_switches_total: 7 });
});

test('without context switches it has failed, rather than told zero', async () => {
  const machine = madeUpWindows(stat, { system: { counters: { interrupts: 7 } } });

  await assert.rejects(machine.samples(), /^Error: context switches: Windows gave no answer$/);
});
