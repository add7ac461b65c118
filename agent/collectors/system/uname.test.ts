import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { uname } from './uname.ts';

test('joins what the system call says with the domain name of the kernel', (t) => {
  const machine = madeUpMachine(t, uname, { '/proc/sys/kernel/domainname': 'yb.example\n' });

  const [series = ''] = Object.keys(machine.samples());

  assert.match(series, /^node_uname_info\{domainname="yb.example",machine="\w+",nodename=/);
  assert.match(series, /,sysname="Linux",version="/);
});
