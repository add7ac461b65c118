import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { cpu } from './cpu.ts';

const series = (mode: string) => `node_cpu_seconds_total{cpu="0",mode="${mode}"}`;

test('interrupts and deferred calls are taken off system, where Windows counts them too', async () => {
  const machine = madeUpWindows(cpu, { system: { dpc: [2_000_000] } }); // 0.2 s

  assert.deepEqual(await machine.samples(), {
    [series('idle')]: 5,
    [series('irq')]: 0.1,
    [series('softirq')]: 0.2,
    [series('system')]: 0.6,
    [series('user')]: 1,
  });
});

test('system does not jump when deferred calls are not told for a while', async () => {
  const machine = madeUpWindows(cpu, { system: { dpc: [2_000_000] } });
  await machine.samples();

  machine.win32.answers = {};
  const without = await machine.samples();
  machine.win32.answers = { system: { dpc: [3_000_000] } };
  const again = await machine.samples();

  assert.equal(series('softirq') in without, false);
  assert.equal(without[series('system')], 0.6);
  assert.equal(again[series('softirq')], 0.3);
  assert.equal(again[series('system')], 0.6); // 0.5 would be a step back
});

test('without any answer there are the times that Node knows', async () => {
  const machine = madeUpWindows(cpu, {});
  machine.win32.available = false;

  assert.equal((await machine.samples())[series('system')], 0.8);
});
