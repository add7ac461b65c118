import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { powerSupply } from './power-supply.ts';

test('runs on the line or on its battery', async () => {
  const machine = madeUpWindows(powerSupply, { power: { acLineStatus: 1 } });
  const online = await machine.samples();

  machine.win32.answers = { power: { acLineStatus: 0 } };

  assert.deepEqual(online, { 'node_power_supply_online{power_supply="AC"}': 1 });
  assert.deepEqual(await machine.samples(), { 'node_power_supply_online{power_supply="AC"}': 0 });
});

test('a state that Windows does not know is no data', async () => {
  const machine = madeUpWindows(powerSupply, { power: { acLineStatus: 255 } });

  await assert.rejects(machine.samples(), NoDataError);
});
