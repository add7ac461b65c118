import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { loadavg } from './loadavg.ts';

test('gives the three loads to the last digit', (t) => {
  const machine = madeUpMachine(t, loadavg, { '/proc/loadavg': '0.07 12.30 3.00 1/2 3\n' });

  assert.deepEqual(machine.samples(), { node_load1: 0.07, node_load5: 12.3, node_load15: 3 });
});

test('says what it saw when the file is not as expected', (t) => {
  const machine = madeUpMachine(t, loadavg, { '/proc/loadavg': 'much\n' });

  assert.throws(
    () => machine.samples(),
    /\/proc\/loadavg: expected a number at byte 0, got "much\\n"/,
  );
});
