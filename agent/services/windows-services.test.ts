import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../test/support/made-up-windows.ts';
import { windowsServicesCollector } from './windows-services.ts';

const service = { name: 'Settle', type: 16, state: 4, exitCode: 0 };

/** The state of the one service, and of how many something was told. */
async function told(one: object, names: readonly string[] = ['settle']) {
  const services = [{ ...service, ...one }];
  const samples = await madeUpWindows(windowsServicesCollector(names), { services }).samples();
  const states = Object.entries(samples)
    .filter(([series, value]) => series.startsWith('node_systemd_unit_state') && value === 1)
    .map(([series]) => /state="(\w+)"/.exec(series)?.[1]);
  return { samples, states };
}

for (const [state, expected] of [
  [1, 'inactive'],
  [2, 'activating'],
  [3, 'deactivating'],
  [4, 'active'],
  [5, 'activating'],
  [6, 'deactivating'],
  [7, 'inactive'],
] as const) {
  test(`state ${state} of Windows is ${expected}`, async () => {
    const { samples, states } = await told({ state });

    assert.deepEqual(states, [expected]);
    assert.equal(samples[`node_systemd_units{state="${expected}"}`], 1);
  });
}

for (const [what, one, expected] of [
  ['starts by itself and stopped with an error', { exitCode: 1067, start: 2 }, 'failed'],
  ['is a driver that stopped with an error', { exitCode: 31, start: 1 }, 'failed'],
  ['is started by hand', { exitCode: 1067, start: 3 }, 'inactive'],
  ['is switched off', { exitCode: 5, start: 4 }, 'inactive'],
  ['has not been tried since the start of the machine', { exitCode: 1077, start: 2 }, 'inactive'],
  ['has no entry in the registry', { exitCode: 1067 }, 'inactive'],
  ['stopped well', { exitCode: 0, start: 2 }, 'inactive'],
] as const) {
  test(`a stopped service that ${what} is ${expected}`, async () => {
    assert.deepEqual((await told({ state: 1, ...one })).states, [expected]);
  });
}

test('unnamed services are told only when they have failed', async () => {
  assert.deepEqual((await told({}, [])).states, []);
  assert.deepEqual((await told({ state: 1, exitCode: 1, start: 2 }, [])).states, ['failed']);
});

test('copies for each session are no services', async () => {
  const { samples, states } = await told({ type: 0xe0 });

  assert.deepEqual(states, []);
  assert.equal(samples['node_systemd_units{state="active"}'], 0);
});
