import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { defaultConfig } from '../../config.ts';
import { diskInfo } from './disk-info.ts';

const files = {
  '/proc/diskstats': '   8   0 sda 1 2 3\n   8   1 sda1 1 2 3\n',
  '/sys/block/sda/queue/rotational': '1\n',
  '/run/udev/data/b8:0':
    'S:disk/by-id/x\nE:ID_MODEL=ST4000\nE:ID_SERIAL_SHORT=SECRET1\nE:ID_WWN=0xSECRET2\n',
};

test('serial numbers are not told unless asked for', (t) => {
  const [series] = Object.keys(madeUpMachine(t, diskInfo, files).samples());

  assert.equal(
    series,
    'node_disk_info{device="sda",major="8",minor="0",model="ST4000",rotational="1"}',
  );
});

test('asked for, serial number and world-wide name are told', (t) => {
  const { host } = madeUpMachine(t, diskInfo, files);
  const settings = { ...defaultConfig.collectors, diskInfo: { serialNumbers: true } };
  const told: unknown[] = [];
  const emit = Object.assign(() => {}, {
    info: (_: unknown, labels: unknown) => told.push(labels),
  });

  void diskInfo.start(host, settings)(emit, AbortSignal.timeout(1000));

  assert.deepEqual(told, [['sda', '8', '0', 'ST4000', '', '', '1', 'SECRET1', '0xSECRET2']]);
});
