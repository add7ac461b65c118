import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { paging } from './paging.ts';

const performance = {
  commitTotal: 100,
  commitLimit: 300,
  physicalTotal: 200,
  pageSize: 4096,
  processes: 1,
  threads: 1,
};

test('swap is what can be committed beyond memory, less what page files hold', async () => {
  const pageFiles = [
    { total: 60, inUse: 10 },
    { total: 40, inUse: 5 },
  ];
  const machine = madeUpWindows(paging, { system: { performance, pageFiles } });

  assert.deepEqual(await machine.samples(), {
    node_memory_CommitLimit_bytes: 300 * 4096,
    node_memory_Committed_AS_bytes: 100 * 4096,
    node_memory_SwapFree_bytes: 85 * 4096,
    node_memory_SwapTotal_bytes: 100 * 4096,
  });
});

test('cached memory is told only when all three lists are known', async () => {
  const counters = { standbyCoreBytes: 1, standbyNormalBytes: 2, freeAndZeroBytes: 9 };
  const machine = madeUpWindows(paging, { system: { performance, counters } });
  const without = await machine.samples();

  machine.win32.answers = {
    system: { performance, counters: { ...counters, standbyReserveBytes: 4 } },
  };
  const withAll = await machine.samples();

  assert.equal('node_memory_Cached_bytes' in without, false);
  assert.equal(without.node_memory_MemFree_bytes, 9);
  assert.equal(withAll.node_memory_Cached_bytes, 7);
});

test('without the call it has failed', async () => {
  await assert.rejects(madeUpWindows(paging, { system: {} }).samples(), /^Error: memory: /);
});
