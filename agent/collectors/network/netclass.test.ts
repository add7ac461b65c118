import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { netclass } from './netclass.ts';

const nic = (name: string, attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      `/sys/class/net/${name}/${key}`,
      `${value}\n`,
    ]),
  );

test('speed is in bytes; what the card does not know is left out', (t) => {
  const machine = madeUpMachine(t, netclass, {
    ...nic('eth0', { operstate: 'up', carrier: '1', speed: '1000', mtu: '1500', duplex: 'full' }),
    ...nic('eth1', { operstate: 'down', speed: '-1', mtu: '9000' }),
    '/sys/class/net/bonding_masters': 'bond0\n',
  });

  assert.deepEqual(machine.samples(), {
    'node_network_carrier{device="eth0"}': 1,
    'node_network_info{device="eth0",duplex="full",operstate="up"}': 1,
    'node_network_info{device="eth1",operstate="down"}': 1,
    'node_network_mtu_bytes{device="eth0"}': 1500,
    'node_network_mtu_bytes{device="eth1"}': 9000,
    'node_network_speed_bytes{device="eth0"}': 125_000_000,
    'node_network_up{device="eth0"}': 1,
    'node_network_up{device="eth1"}': 0,
  });
});
