import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { promqlValue } from './promql-value.ts';

describe('a variable in a query', () => {
  for (const { name, value, variable, expected } of [
    { name: 'a plain text stays as it is', value: '99010001', expected: '99010001' },
    { name: 'a quote cannot end the string', value: 'a"b', expected: 'a\\"b' },
    { name: 'a line break cannot end the line', value: 'a\nb', expected: 'a\\nb' },
    {
      name: 'several hospitals become an alternation',
      value: ['99010001', '99010002'],
      expected: '(99010001|99010002)',
    },
    { name: 'one of a choice needs no brackets', value: ['99010001'], expected: '99010001' },
    {
      name: 'all stays a wildcard and does not list 1,800 codes',
      value: '.*',
      variable: { includeAll: true },
      expected: '.*',
    },
    {
      name: 'what a choice names is taken literally, twice escaped for regular expression and string',
      value: 'a.b(c)',
      variable: { multi: true },
      expected: 'a\\\\.b\\\\(c\\\\)',
    },
    { name: 'a quote in a choice is escaped once', value: ['x"y'], expected: 'x\\"y' },
  ]) {
    test(name, () => {
      assert.equal(promqlValue(value, variable), expected);
    });
  }
});
