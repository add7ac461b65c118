import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { interrupts } from './interrupts.ts';

test('numbered lines name chip and devices, the others what they are', (t) => {
  const machine = madeUpMachine(t, interrupts, {
    '/proc/interrupts':
      '     CPU0  CPU1\n  9:  1  2  IO-APIC   9-fasteoi   acpi, i801\nNMI:  3  4  Non-maskable interrupts\nERR:  0\n',
  });

  assert.deepEqual(machine.samples(), {
    'node_interrupts_total{cpu="0",devices="9-fasteoi acpi, i801",info="IO-APIC",type="9"}': 1,
    'node_interrupts_total{cpu="1",devices="9-fasteoi acpi, i801",info="IO-APIC",type="9"}': 2,
    'node_interrupts_total{cpu="0",info="Non-maskable interrupts",type="NMI"}': 3,
    'node_interrupts_total{cpu="1",info="Non-maskable interrupts",type="NMI"}': 4,
  });
});
