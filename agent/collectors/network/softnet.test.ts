import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { softnet } from './softnet.ts';

const columns = (count: number, cpu: string) =>
  `${[...'0123456789abc']
    .slice(0, count - 1)
    .map((digit) => `0000000${digit}`)
    .join(' ')} ${cpu}\n`;

test('columns are hexadecimal and the CPU is named by the last of thirteen', (t) => {
  const machine = madeUpMachine(t, softnet, {
    '/proc/net/softnet_stat': columns(13, '00000000') + columns(13, '0000000b'),
  });

  const samples = machine.samples();

  assert.equal(samples['node_softnet_flow_limit_count_total{cpu="11"}'], 10);
  assert.equal(samples['node_softnet_received_rps_total{cpu="0"}'], 9);
  assert.equal(Object.keys(samples).length, 10);
});

test('an old kernel with nine columns names no CPU: the line does', (t) => {
  const machine = madeUpMachine(t, softnet, {
    '/proc/net/softnet_stat': columns(9, '000000ff') + columns(9, '000000ff'),
  });

  assert.deepEqual(machine.samples(), {
    'node_softnet_dropped_total{cpu="0"}': 1,
    'node_softnet_dropped_total{cpu="1"}': 1,
    'node_softnet_processed_total{cpu="0"}': 0,
    'node_softnet_processed_total{cpu="1"}': 0,
    'node_softnet_times_squeezed_total{cpu="0"}': 2,
    'node_softnet_times_squeezed_total{cpu="1"}': 2,
  });
});
