import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { udpQueues } from './udp-queues.ts';

test('queues are added up in hexadecimal; without IPv6 only v4 is shown', (t) => {
  const socket = (queues: string) => `  1: 00000000:0000 00000000:0000 07 ${queues} 00:0 0 0\n`;
  const machine = madeUpMachine(t, udpQueues, {
    '/proc/net/udp': `  sl heading\n${socket('0000000A:000000FF')}${socket('00000001:00000001')}`,
  });

  assert.deepEqual(machine.samples(), {
    'node_udp_queues{ip="v4",queue="rx"}': 256,
    'node_udp_queues{ip="v4",queue="tx"}': 11,
  });
});
