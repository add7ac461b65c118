import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnMetrics } from './own-metrics.ts';

test('a program keeps its own counters, gauges and histograms on one page', async () => {
  const metrics = new OwnMetrics();
  const sent = metrics.counter({ name: 'a_total', help: 'A.', labels: ['result'] as const });
  const age = metrics.gauge({ name: 'b_seconds', help: 'B.', labels: [] });
  const took = metrics.histogram({ name: 'c_seconds', help: 'C.', labels: [], buckets: [1] });

  sent.inc({ result: 'ok' }, 2);
  age.set(1.5);
  took.observe(0.5);
  const page = await metrics.text();

  assert.match(page, /^a_total\{result="ok"\} 2$/m);
  assert.match(page, /^b_seconds 1\.5$/m);
  assert.match(page, /^c_seconds_bucket\{le="1"\} 1$/m);
});

test('two programs in one process do not share metrics', async () => {
  const metric = { name: 'a_total', help: 'A.', labels: [] };
  new OwnMetrics().counter(metric).inc();

  const other = new OwnMetrics();
  other.counter(metric);

  assert.match(await other.text(), /^a_total 0$/m);
});
