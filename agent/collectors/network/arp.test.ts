import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { arp } from './arp.ts';

const heading = 'IP address HW type Flags HW address Mask Device\n';
const entry = (device: string) => `192.0.2.1  0x1  0x2  02:00:00:00:00:01  *  ${device}\n`;

test('entries are counted by interface, whatever their order', (t) => {
  const machine = madeUpMachine(t, arp, {
    '/proc/net/arp': heading + entry('eth0') + entry('eth1') + entry('eth0'),
  });
  machine.samples();

  machine.write('/proc/net/arp', heading + entry('eth1') + entry('eth0') + entry('eth1'));

  assert.deepEqual(machine.samples(), {
    'node_arp_entries{device="eth0"}': 1,
    'node_arp_entries{device="eth1"}': 2,
  });
  assert.equal(machine.rebuilds(), 1);
});

test('an interface without entries has no series', (t) => {
  const machine = madeUpMachine(t, arp, { '/proc/net/arp': heading + entry('eth0') });
  machine.samples();

  machine.write('/proc/net/arp', heading);

  assert.deepEqual(machine.samples(), {});
});
