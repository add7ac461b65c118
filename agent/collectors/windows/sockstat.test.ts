import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { sockstat } from './sockstat.ts';

test('connections that only wait to be forgotten are not in use', async () => {
  const tcp4 = [0, 0, 2, 0, 0, 5, 0, 0, 0, 0, 0, 7, 0];
  const sockets = { tcp4, tcp6: [], udp4: 3 };

  assert.deepEqual(await madeUpWindows(sockstat, { sockets }).samples(), {
    node_sockstat_TCP_inuse: 7,
    node_sockstat_TCP_tw: 7,
    node_sockstat_UDP_inuse: 3,
  });
});
