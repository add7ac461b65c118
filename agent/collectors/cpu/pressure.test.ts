import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { pressure } from './pressure.ts';

const some = (total: number) => `some avg10=0.38 avg60=1.37 avg300=1.59 total=${total}\n`;
const full = (total: number) => `full avg10=0.00 avg60=0.00 avg300=0.00 total=${total}\n`;

test('totals in microseconds become seconds; irq has only the line full', (t) => {
  const machine = madeUpMachine(t, pressure, {
    '/proc/pressure/cpu': some(36_891_882) + full(5),
    '/proc/pressure/irq': full(1_500_000),
  });

  assert.deepEqual(machine.samples(), {
    node_pressure_cpu_waiting_seconds_total: 36.891882,
    node_pressure_irq_stalled_seconds_total: 1.5,
  });
});

test('a kernel without pressure has nothing to say', (t) => {
  const machine = madeUpMachine(t, pressure, {});

  assert.throws(() => machine.samples(), NoDataError);
});
