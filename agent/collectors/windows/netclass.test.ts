import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { netclass } from './netclass.ts';

const told = {
  index: 4,
  alias: '以太网',
  description: 'Intel(R) I350',
  address: '00:15:5d:0a:0b:0c',
  mtu: 1500,
  type: 6,
  operStatus: 1,
  mediaConnectState: 1,
  transmitLinkSpeed: 1e9,
  inOctets: 1,
  inUcastPkts: 2,
  inNUcastPkts: 3,
  inDiscards: 4,
  inErrors: 5,
  outOctets: 6,
  outUcastPkts: 7,
  outNUcastPkts: 8,
  outDiscards: 9,
  outErrors: 10,
};

const operstate = (series: readonly string[]) =>
  series.map((each) => /operstate="(\w+)"/.exec(each)?.[1]).find((state) => state !== undefined);

for (const [operStatus, expected, up] of [
  [1, 'up', 1],
  [2, 'down', 0],
  [3, 'testing', 0],
  [4, 'unknown', 0],
  [5, 'dormant', 0],
  [6, 'notpresent', 0],
  [7, 'lowerlayerdown', 0],
  [8, 'unknown', 0],
] as const) {
  test(`state ${operStatus} of Windows is ${expected}`, async () => {
    const samples = await madeUpWindows(netclass, {
      interfaces: [{ ...told, operStatus }],
    }).samples();

    assert.equal(operstate(Object.keys(samples)), expected);
    assert.equal(samples['node_network_up{device="以太网"}'], up);
  });
}

test('carrier, speed and size of packets that nobody knows are left out', async () => {
  const unknown = {
    ...told,
    mediaConnectState: 0,
    transmitLinkSpeed: 2 ** 64 - 1,
    mtu: 2 ** 32 - 1,
  };

  const samples = await madeUpWindows(netclass, { interfaces: [unknown] }).samples();

  assert.deepEqual(
    Object.keys(samples).map((series) => series.split('{')[0]),
    ['node_network_info', 'node_network_up'],
  );
});

test('a cable that is out is no carrier', async () => {
  const interfaces = [{ ...told, mediaConnectState: 2 }];
  const samples = await madeUpWindows(netclass, { interfaces }).samples();

  assert.equal(samples['node_network_carrier{device="以太网"}'], 0);
  assert.equal(samples['node_network_speed_bytes{device="以太网"}'], 125_000_000);
});
