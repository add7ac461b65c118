import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { cpu } from './cpu.ts';

const line = (idle: number, guest = 0) =>
  `cpu  1 2 3 ${idle} 5 6 7 8 ${guest} 0\ncpu0 1 2 3 ${idle} 5 6 7 8 ${guest} 0\nintr 1\n`;
const idleOf = (cpu: string) => `node_cpu_seconds_total{cpu="${cpu}",mode="idle"}`;

test('ticks become seconds, guest time stands apart', (t) => {
  const machine = madeUpMachine(t, cpu, { '/proc/stat': line(12345, 9) });

  const samples = machine.samples();

  assert.equal(samples[idleOf('0')], 123.45);
  assert.equal(samples['node_cpu_guest_seconds_total{cpu="0",mode="user"}'], 0.09);
  assert.equal(Object.keys(samples).length, 10);
});

test('a counter does not follow a small step back of the kernel, but a large one', (t) => {
  const machine = madeUpMachine(t, cpu, { '/proc/stat': line(10_000) });
  const idleAfter = (ticks: number) => {
    machine.write('/proc/stat', line(ticks));
    return machine.samples()[idleOf('0')];
  };
  machine.samples();

  assert.equal(idleAfter(9_999), 100);
  assert.equal(idleAfter(10_100), 101);
  assert.equal(idleAfter(500), 5);
});

test('a CPU that goes offline has no series any more', (t) => {
  const row = (name: string) => `${name} 1 2 3 4 5 6 7 8 9 10\n`;
  const machine = madeUpMachine(t, cpu, {
    '/proc/stat': `${row('cpu')}${row('cpu0')}${row('cpu1')}intr 1\n`,
  });
  machine.samples();

  machine.write('/proc/stat', `${row('cpu')}${row('cpu1')}intr 1\n`);
  const samples = machine.samples();

  assert.equal(samples[idleOf('0')], undefined);
  assert.equal(samples[idleOf('1')], 0.04);
});
