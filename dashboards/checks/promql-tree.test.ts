import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filledIn, nodesOf, seriesIn } from './promql-tree.ts';

test('variables are filled in before a query is read', () => {
  assert.equal(
    filledIn(`rate(x{a=~"$hospital",b=~"\${server}"}[$__rate_interval])`),
    'rate(x{a=~".*",b=~".*"}[5m])',
  );
});

test('the group of a replacement is no variable', () => {
  assert.equal(
    filledIn('label_replace(x, "a", "$1%", "b", "(.+)")'),
    'label_replace(x, "a", "$1%", "b", "(.+)")',
  );
});

test('series are found wherever they stand, labels and functions are not taken for them', () => {
  const expr = 'sum by (hospital) (rate(a_total{x="b_total"}[5m])) / on (district) c:d:e offset 1w';

  assert.deepEqual(seriesIn(expr), ['a_total', 'c:d:e']);
});

test('a bracket that is left open is an error', () => {
  assert.ok(nodesOf('sum(x').some(({ name }) => name === '⚠'));
  assert.ok(!nodesOf('sum(x)').some(({ name }) => name === '⚠'));
});
