import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { cpufreq } from './cpufreq.ts';

test('a virtual processor that does not know its frequency has none', async () => {
  const processors = [{ number: 3, maxMhz: 2100, currentMhz: 0 }];

  assert.deepEqual(await madeUpWindows(cpufreq, { processors }).samples(), {
    'node_cpu_scaling_frequency_max_hertz{cpu="3"}': 2.1e9,
  });
});
