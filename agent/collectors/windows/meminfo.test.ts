import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { meminfo } from './meminfo.ts';

test('is there when nobody answers', async () => {
  assert.deepEqual(await madeUpWindows(meminfo, {}).samples(), {
    node_memory_MemAvailable_bytes: 5e9,
    node_memory_MemTotal_bytes: 8e9,
  });
});
