import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultLabels } from './result-labels.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  a: ['district', 'hospital', 'server'],
  b: ['hospital', 'path'],
  buckets: ['hospital', 'le'],
};

const rows: readonly (readonly [query: string, labels: string])[] = [
  ['a', 'district hospital server'],
  ['a{zone="x",server!="",rack!="y"}', 'district hospital server zone'],
  ['rate(a[5m]) > 2', 'district hospital server'],
  ['2 * (a offset 5m)', 'district hospital server'],
  ['sum(a)', ''],
  ['sum by (hospital, rack) (a)', 'hospital'],
  ['sum without (server) (a)', 'district hospital'],
  ['count_values by (district) ("code", a)', 'code district'],
  ['quantile(0.9, a)', ''],
  ['topk by (hospital) (3, a)', 'hospital'],
  ['a unless on (hospital) (b == 1)', 'district hospital server'],
  ['a and on () b', 'district hospital server'],
  ['a or b', 'hospital'],
  ['a * on (hospital) b', 'hospital'],
  ['a * on (hospital) group_left (path) b', 'district hospital path server'],
  ['b * on (hospital) group_right () a', 'district hospital server'],
  ['a / ignoring (server) a', 'district hospital'],
  ['histogram_quantile(0.95, sum by (hospital, le) (rate(buckets[5m])))', 'hospital'],
  ['label_replace(a, "part", "$1", "server", "(.*)")', 'district hospital part server'],
  ['max_over_time((sum by (hospital) (a))[1h:5m])', 'hospital'],
  ['clamp_min(-a, 0)', 'district hospital server'],
  ['vector(1)', ''],
];

for (const [query, expected] of rows) {
  test(`the certain labels of ${query}`, () => {
    const labels = resultLabels(query, (name) => new Set(known[name]));

    assert.notEqual(labels, 'scalar');
    assert.equal([...labels].sort().join(' '), expected);
  });
}

test('a number and a time have no series', () => {
  for (const query of ['3', 'time() - 5', 'scalar(a)']) {
    assert.equal(
      resultLabels(query, () => new Set(['x'])),
      'scalar',
      query,
    );
  }
});
