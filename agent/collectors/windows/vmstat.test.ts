import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { vmstat } from './vmstat.ts';

test('reads from disk are the major faults', async () => {
  const machine = madeUpWindows(vmstat, { system: { counters: { pageFaults: 9, pageReads: 2 } } });

  assert.deepEqual(await machine.samples(), { node_vmstat_pgfault: 9, node_vmstat_pgmajfault: 2 });
});

test('counters that are switched off have no data', async () => {
  await assert.rejects(madeUpWindows(vmstat, { system: { counters: {} } }).samples(), NoDataError);
});
