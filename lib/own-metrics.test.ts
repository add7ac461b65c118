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

test('the page shows a change from the next time on, whichever way it was made', async () => {
  const metrics = new OwnMetrics();
  const sent = metrics.counter({ name: 'a_total', help: 'A.', labels: ['result'] as const });
  const age = metrics.gauge({ name: 'b_seconds', help: 'B.', labels: [] });
  const child = sent.labels('ok');
  const changes: readonly (readonly [() => void, RegExp])[] = [
    [() => child.inc(), /^a_total\{result="ok"\} 1$/m],
    [() => sent.inc({ result: 'ok' }, 2), /^a_total\{result="ok"\} 3$/m],
    [() => age.set(4), /^b_seconds 4$/m],
    [() => age.dec(), /^b_seconds 3$/m],
    [() => age.reset(), /^b_seconds 0$/m],
    [() => sent.remove({ result: 'ok' }), /^# TYPE a_total counter\n\n/m],
    [() => void metrics.gauge({ name: 'c', help: 'C.', labels: [] }), /^c 0$/m],
  ];

  for (const [change, expected] of changes) {
    await metrics.text();
    change();

    assert.match(await metrics.text(), expected);
  }
});

test('the children of a histogram are on the page as they are', async () => {
  const metrics = new OwnMetrics();
  const took = metrics.histogram({ name: 'c_seconds', help: 'C.', labels: ['a'], buckets: [1] });
  const child = took.labels('x');
  await metrics.text();

  child.observe(0.5);

  assert.match(await metrics.text(), /^c_seconds_count\{a="x"\} 1$/m);
});

test('two programs in one process do not share metrics', async () => {
  const metric = { name: 'a_total', help: 'A.', labels: [] };
  new OwnMetrics().counter(metric).inc();

  const other = new OwnMetrics();
  other.counter(metric);

  assert.match(await other.text(), /^a_total 0$/m);
});
