import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { edac } from './edac.ts';

test('errors are counted by memory controller', (t) => {
  const folder = '/sys/devices/system/edac/mc';
  const machine = madeUpMachine(t, edac, {
    [`${folder}/mc0/ce_count`]: '7\n',
    [`${folder}/mc0/ue_count`]: '0\n',
    [`${folder}/power/control`]: 'auto\n',
  });

  assert.deepEqual(machine.samples(), {
    'node_edac_correctable_errors_total{controller="0"}': 7,
    'node_edac_uncorrectable_errors_total{controller="0"}': 0,
  });
});
