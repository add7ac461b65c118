import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { defaultConfig } from '../../config.ts';
import { diskInfo } from './disk-info.ts';

const answers = {
  diskInfo: [{ number: 1, vendor: 'A', product: 'B', revision: '', serial: 'SECRET' }],
};

test('serial numbers are told only on demand; what is not known is left out', async () => {
  const settings = { ...defaultConfig.collectors, diskInfo: { serialNumbers: true } };

  const byDefault = Object.keys(await madeUpWindows(diskInfo, answers).samples());
  const onDemand = Object.keys(await madeUpWindows(diskInfo, answers, settings).samples());

  assert.deepEqual(byDefault, ['node_disk_info{device="PhysicalDrive1",model="A B"}']);
  assert.deepEqual(onDemand, [
    'node_disk_info{device="PhysicalDrive1",model="A B",serial="SECRET"}',
  ]);
});
