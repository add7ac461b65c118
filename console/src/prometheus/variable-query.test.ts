import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseVariableQuery } from './variable-query.ts';

test('a selector may hold commas of its own', () => {
  assert.deepEqual(parseVariableQuery('label_values(up{job="node", district=~"a|b"}, hospital)'), {
    kind: 'label values',
    label: 'hospital',
    selector: 'up{job="node", district=~"a|b"}',
  });
});

test('a label alone asks for all its values', () => {
  assert.deepEqual(parseVariableQuery('label_values(district)'), {
    kind: 'label values',
    label: 'district',
  });
});

test('a query result keeps its brackets', () => {
  assert.deepEqual(parseVariableQuery('query_result(sum(up) by (job))'), {
    kind: 'query result',
    promql: 'sum(up) by (job)',
  });
});

for (const broken of ['up', 'metrics(.*)', 'label_values(up, )', 'label_values(up{a="b"})']) {
  test(`${broken} is refused with what was expected`, () => {
    assert.throws(() => parseVariableQuery(broken), /variable query: expected/);
  });
}
