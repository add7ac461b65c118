import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { sockstat } from './sockstat.ts';

test('memory is given in pages and in bytes', (t) => {
  const machine = madeUpMachine(t, sockstat, {
    '/proc/net/sockstat': 'sockets: used 166\nTCP: inuse 4 orphan 0 tw 1 alloc 5 mem 3\nNEW: x 1\n',
  });

  assert.deepEqual(machine.samples(), {
    node_sockstat_TCP_alloc: 5,
    node_sockstat_TCP_inuse: 4,
    node_sockstat_TCP_mem: 3,
    node_sockstat_TCP_mem_bytes: 12_288,
    node_sockstat_TCP_orphan: 0,
    node_sockstat_TCP_tw: 1,
    node_sockstat_sockets_used: 166,
  });
});
