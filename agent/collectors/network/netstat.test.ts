import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { netstat } from './netstat.ts';

const tcp = 'Tcp: MaxConn ActiveOpens Unknown\nTcp: -1 12 5\n';
const files = {
  '/proc/net/netstat': 'TcpExt: ListenDrops Other\nTcpExt: 7 8\n',
  '/proc/net/snmp': tcp,
  '/proc/net/snmp6': 'Ip6InOctets   \t99\nIp6InReceives 5\nUdp6NoPorts 3\n',
};

test('values belong to the names above them; unknown names are stepped over', (t) => {
  const machine = madeUpMachine(t, netstat, files);

  assert.deepEqual(machine.samples(), {
    node_netstat_Ip6_InOctets: 99,
    node_netstat_TcpExt_ListenDrops: 7,
    node_netstat_Tcp_ActiveOpens: 12,
    node_netstat_Tcp_MaxConn: -1,
    node_netstat_Udp6_NoPorts: 3,
  });
});

test('names in another order are read anew', (t) => {
  const machine = madeUpMachine(t, netstat, files);
  machine.samples();

  machine.write('/proc/net/snmp', 'Tcp: ActiveOpens MaxConn Unknown\nTcp: 13 -1 5\n');
  const samples = machine.samples();

  assert.equal(samples.node_netstat_Tcp_ActiveOpens, 13);
  assert.equal(samples.node_netstat_Tcp_MaxConn, -1);
});
