import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { filefd } from './filefd.ts';

test('takes the first and the third number, however large', (t) => {
  const machine = madeUpMachine(t, filefd, {
    '/proc/sys/fs/file-nr': '1024\t0\t9223372036854775807\n',
  });

  assert.deepEqual(machine.samples(), {
    node_filefd_allocated: 1024,
    node_filefd_maximum: 2 ** 63,
  });
});
