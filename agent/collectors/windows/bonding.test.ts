import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { bonding } from './bonding.ts';

test('members that stand by or failed are not active', async () => {
  const teams = ['Active', 'Standby', 'Failed'].map((status) => ({
    name: status,
    team: 'T',
    status,
  }));

  assert.deepEqual(await madeUpWindows(bonding, { teams }).samples(), {
    'node_bonding_active{master="T"}': 1,
    'node_bonding_slaves{master="T"}': 3,
  });
});

test('a machine without teams has no data', async () => {
  await assert.rejects(madeUpWindows(bonding, { teams: [] }).samples(), NoDataError);
});
