import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { thermal } from './thermal.ts';

test('cooling devices are named by number and type', async (t) => {
  const folder = '/sys/class/thermal/cooling_device12';
  const machine = madeUpMachine(t, thermal, {
    [`${folder}/type`]: 'Fan\n',
    [`${folder}/cur_state`]: '3\n',
    [`${folder}/max_state`]: '10\n',
    '/sys/class/thermal/thermal_zone0/temp': '40000\n',
  });

  assert.deepEqual(await machine.samplesLater(), {
    'node_cooling_device_cur_state{name="12",type="Fan"}': 3,
    'node_cooling_device_max_state{name="12",type="Fan"}': 10,
  });
});
