import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { threads } from './threads.ts';

test('fails when Windows does not tell, rather than show zero processes', async () => {
  const failing = madeUpWindows(threads, { system: {} });

  await assert.rejects(failing.samples(), /^Error: processes and threads: /);
});
