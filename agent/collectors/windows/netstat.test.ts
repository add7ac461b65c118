import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpWindows } from '../../../test/support/made-up-windows.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { netstat } from './netstat.ts';

const tcp = {
  maxConn: 100,
  activeOpens: 1,
  passiveOpens: 2,
  currEstab: 3,
  inSegs: 4,
  outSegs: 5,
  retransSegs: 6,
  inErrs: 7,
  outRsts: 8,
};

test('both families are counted together, as in Linux', async () => {
  const samples = await madeUpWindows(netstat, { protocols: { tcp4: tcp, tcp6: tcp } }).samples();

  assert.equal(samples.node_netstat_Tcp_CurrEstab, 6);
  assert.equal(samples.node_netstat_Tcp_MaxConn, 200);
});

test('a dynamic limit is -1, as in Linux', async () => {
  const protocols = { tcp4: { ...tcp, maxConn: 2 ** 32 - 1 }, tcp6: tcp };

  assert.equal(
    (await madeUpWindows(netstat, { protocols }).samples()).node_netstat_Tcp_MaxConn,
    -1,
  );
});

test('a machine without IPv6 has the other family alone', async () => {
  const samples = await madeUpWindows(netstat, { protocols: { tcp4: tcp } }).samples();

  assert.equal(samples.node_netstat_Tcp_PassiveOpens, 2);
});

test('a family that fails once does not make counters fall', async () => {
  const machine = madeUpWindows(netstat, { protocols: { tcp4: tcp, tcp6: tcp } });
  await machine.samples();

  machine.win32.answers = {
    protocols: { tcp4: tcp, icmp4: { inMsgs: 1, inErrors: 2, outMsgs: 3 } },
  };
  const samples = await machine.samples();

  assert.deepEqual(samples, {
    node_netstat_Icmp_InErrors: 2,
    node_netstat_Icmp_InMsgs: 1,
    node_netstat_Icmp_OutMsgs: 3,
  });
});

test('no answer at all is no data', async () => {
  await assert.rejects(madeUpWindows(netstat, { protocols: {} }).samples(), NoDataError);
});
