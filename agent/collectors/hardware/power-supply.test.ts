import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { powerSupply } from './power-supply.ts';

test('a supply that lost its feed is 0, a battery is left out', async (t) => {
  const machine = madeUpMachine(t, powerSupply, {
    '/sys/class/power_supply/PS1/online': '1\n',
    '/sys/class/power_supply/PS2/online': '0\n',
    '/sys/class/power_supply/BAT0/capacity': '90\n',
  });

  assert.deepEqual(await machine.samplesLater(), {
    'node_power_supply_online{power_supply="PS1"}': 1,
    'node_power_supply_online{power_supply="PS2"}': 0,
  });
});
