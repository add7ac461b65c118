import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesName } from './series-name.ts';

for (const { name, template, metric, expected } of [
  {
    name: 'labels fill the template, with or without spaces',
    template: '{{district}} {{ level }} 级',
    metric: { district: '110105', level: '3' },
    expected: '110105 3 级',
  },
  { name: 'a missing label leaves nothing', template: 'x{{a}}', metric: {}, expected: 'x' },
  { name: 'an open bracket is only text', template: '{{a', metric: { a: '1' }, expected: '{{a' },
  {
    name: 'without a template a series reads as in Prometheus',
    template: undefined,
    metric: { __name__: 'up', job: 'node' },
    expected: 'up{job="node"}',
  },
  {
    name: 'the automatic legend is Prometheus notation',
    template: '__auto',
    metric: { a: '1' },
    expected: '{a="1"}',
  },
  {
    name: 'a number without labels is called Value',
    template: undefined,
    metric: {},
    expected: 'Value',
  },
]) {
  test(name, () => {
    assert.equal(seriesName(template, metric), expected);
  });
}
