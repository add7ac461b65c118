import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { bonding } from './bonding.ts';

test('a port without a link is a slave that is not active', (t) => {
  const machine = madeUpMachine(t, bonding, {
    '/sys/class/net/bonding_masters': 'bond0 bond1\n',
    '/sys/class/net/bond0/bonding/slaves': 'eth0 eth1\n',
    '/sys/class/net/bond1/bonding/slaves': '\n',
    '/sys/class/net/eth0/bonding_slave/mii_status': 'up\n',
    '/sys/class/net/eth1/bonding_slave/mii_status': 'down\n',
  });

  assert.deepEqual(machine.samples(), {
    'node_bonding_active{master="bond0"}': 1,
    'node_bonding_active{master="bond1"}': 0,
    'node_bonding_slaves{master="bond0"}': 2,
    'node_bonding_slaves{master="bond1"}': 0,
  });
});
