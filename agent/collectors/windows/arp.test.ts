import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { arp } from './arp.ts';

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

test('groups, broadcasts and the loopback interface are nobody', async () => {
  const machine = madeUpWindows(arp, {
    interfaces: [told, { ...told, index: 1, alias: 'Loopback', type: 24 }],
    neighbors: [
      { index: 4, address: '00:01:02:03:04:05', state: 5 },
      { index: 4, address: '', state: 1 },
      { index: 4, address: '01:00:5e:00:00:fb', state: 6 },
      { index: 4, address: 'ff:ff:ff:ff:ff:ff', state: 6 },
      { index: 1, address: '', state: 6 },
      { index: 99, address: '00:01:02:03:04:06', state: 5 },
    ],
  });

  assert.deepEqual(await machine.samples(), { 'node_arp_entries{device="以太网"}': 2 });
});
