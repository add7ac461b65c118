import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { netdev } from './netdev.ts';

const heading = 'Inter-| Receive\n face |bytes\n';
const row = (name: string) => `${name.padStart(6)}: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n`;

test('every column of every interface is shown, also of one with a Chinese name', (t) => {
  const machine = madeUpMachine(t, netdev, {
    '/proc/net/dev': heading + row('lo') + row('以太网'),
  });

  const samples = machine.samples();

  assert.equal(Object.keys(samples).length, 32);
  assert.equal(samples['node_network_receive_bytes_total{device="以太网"}'], 1);
  assert.equal(samples['node_network_transmit_bytes_total{device="lo"}'], 9);
  assert.equal(samples['node_network_transmit_compressed_total{device="lo"}'], 16);
});

test('interfaces that come and go change the page', (t) => {
  const machine = madeUpMachine(t, netdev, { '/proc/net/dev': heading + row('eth0') });
  machine.samples();

  machine.write('/proc/net/dev', heading + row('veth1') + row('eth0'));
  assert.equal(Object.keys(machine.samples()).length, 32);
  machine.write('/proc/net/dev', heading + row('veth1'));
  assert.equal(Object.keys(machine.samples()).length, 16);
});
