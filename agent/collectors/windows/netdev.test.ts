import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { defaultConfig } from '../../config.ts';
import { netdev } from './netdev.ts';

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

const devices = (samples: object) => [
  ...new Set(Object.keys(samples).map((series) => /device="([^"]+)"/.exec(series)?.[1])),
];

test('packets are those to one and those to many', async () => {
  const samples = await madeUpWindows(netdev, { interfaces: [told] }).samples();

  assert.equal(samples['node_network_receive_packets_total{device="以太网"}'], 5);
  assert.equal(samples['node_network_transmit_packets_total{device="以太网"}'], 15);
});

test('tunnels, parts of remote access, nameless ones and twins are no devices', async () => {
  const interfaces = [
    told,
    { ...told, alias: '本地连接* 1', description: 'WAN Miniport (IPv6)' },
    { ...told, alias: 'Teredo', type: 131 },
    { ...told, alias: '' },
    { ...told, inOctets: 99 },
  ];

  const samples = await madeUpWindows(netdev, { interfaces }).samples();

  assert.deepEqual(devices(samples), ['以太网']);
  assert.equal(samples['node_network_receive_bytes_total{device="以太网"}'], 1);
});

test('the configuration leaves devices out by name', async () => {
  const settings = { ...defaultConfig.collectors, network: { devicesExclude: /^vEthernet/ } };
  const interfaces = [told, { ...told, alias: 'vEthernet (NAT)' }];

  const samples = await madeUpWindows(netdev, { interfaces }, settings).samples();

  assert.deepEqual(devices(samples), ['以太网']);
});
