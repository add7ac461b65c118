import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentHasFor } from './absent-has-for.ts';
import { alertOn, bookOf } from './example-book.ts';

test('absence of less than two scrapes is refused', () => {
  const problems = absentHasFor.check(bookOf([alertOn('absent(up{job="node"})', { for: '15s' })]));

  assert.deepEqual(problems, [
    { rule: 'Example (warning)', message: 'expected `for` of two scrapes at least, got 15s' },
  ]);
});

test('absence of two scrapes passes, and so does a short `for` elsewhere', () => {
  const rules = [
    alertOn('absent_over_time(up{job="node"}[5m])', { for: '30s' }),
    alertOn('up{job="node"} == 0', { for: '15s' }),
  ];

  assert.deepEqual(absentHasFor.check(bookOf(rules)), []);
});
