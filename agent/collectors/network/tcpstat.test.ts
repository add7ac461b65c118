import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { tcpstat } from './tcpstat.ts';

test('connections are counted by state over both protocols', (t) => {
  const socket = (state: string) => `  1: 00000000:0000 00000000:0000 ${state} 0:0\n`;
  const machine = madeUpMachine(t, tcpstat, {
    '/proc/net/tcp': `heading\n${socket('01')}${socket('0A')}`,
    '/proc/net/tcp6': `heading\n${socket('01')}${socket('06')}${socket('FF')}`,
  });

  const samples = machine.samples();

  assert.equal(samples['node_tcp_connection_states{state="established"}'], 2);
  assert.equal(samples['node_tcp_connection_states{state="listen"}'], 1);
  assert.equal(samples['node_tcp_connection_states{state="time_wait"}'], 1);
  assert.equal(samples['node_tcp_connection_states{state="closing"}'], 0);
});
