import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { win32 } from './win32.ts';

test('tells whether somebody answers, and nothing before that is known', async () => {
  const machine = madeUpWindows(win32, {});
  const available = await machine.samples();

  machine.win32.available = false;
  const forbidden = await machine.samples();
  Object.assign(machine.win32, { available: undefined });

  assert.deepEqual(available, { yibao_agent_win32_available: 1 });
  assert.deepEqual(forbidden, { yibao_agent_win32_available: 0 });
  assert.deepEqual(await machine.samples(), {});
});
