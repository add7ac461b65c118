import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { cpufreq } from './cpufreq.ts';

test('kilohertz become hertz; a CPU without frequency scaling is left out', async (t) => {
  const folder = '/sys/devices/system/cpu';
  const machine = madeUpMachine(t, cpufreq, {
    [`${folder}/cpu0/cpufreq/scaling_cur_freq`]: '2400123\n',
    [`${folder}/cpu0/cpufreq/scaling_max_freq`]: '3200000\n',
    [`${folder}/cpu1/online`]: '1\n',
    [`${folder}/cpufreq/policy0`]: '',
  });

  assert.deepEqual(await machine.samplesLater(), {
    'node_cpu_scaling_frequency_hertz{cpu="0"}': 2_400_123_000,
    'node_cpu_scaling_frequency_max_hertz{cpu="0"}': 3_200_000_000,
  });
});

test('a virtual machine without frequencies has nothing to say', async (t) => {
  await assert.rejects(madeUpMachine(t, cpufreq, {}).samplesLater(), NoDataError);
});
