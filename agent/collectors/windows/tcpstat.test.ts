import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { tcpstat } from './tcpstat.ts';

test('states have the names of Linux; both families, and what is about to be deleted is closed', async () => {
  const tcp4 = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const tcp6 = tcp4.map((count) => count * 100);
  const samples = await madeUpWindows(tcpstat, { sockets: { tcp4, tcp6, udp4: 0 } }).samples();

  const counts = Object.entries(samples).map(([series, count]) => [
    /state="(\w+)"/.exec(series)?.[1],
    count,
  ]);
  assert.deepEqual(counts, [
    ['close', 1313],
    ['listen', 202],
    ['syn_sent', 303],
    ['syn_recv', 404],
    ['established', 505],
    ['fin_wait1', 606],
    ['fin_wait2', 707],
    ['close_wait', 808],
    ['closing', 909],
    ['last_ack', 1010],
    ['time_wait', 1111],
  ]);
});
