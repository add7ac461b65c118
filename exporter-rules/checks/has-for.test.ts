import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../../catalog/promql.ts';
import { rule } from '../rule.ts';
import { bookOf, exampleAlert } from './example-book.ts';
import { hasFor } from './has-for.ts';

const rows: readonly (readonly [what: string, change: object, message: string])[] = [
  [
    'one evaluation of `for`',
    { for: '15s' },
    'expected `for` of two evaluations at least, got 15s',
  ],
  ['a `for` between evaluations', { for: '50s' }, 'expected `for` in whole evaluations, got 50s'],
  ['`for` beside `instant`', { instant: 'Why.' }, 'expected `for` or `instant`, got both'],
  ['a `keep` of nothing', { keep: '0s' }, 'expected `keep` of two evaluations at least, got 0s'],
];

for (const [what, change, message] of rows) {
  test(`${what} is refused`, () => {
    const problems = hasFor.check(bookOf([exampleAlert(change)]));

    assert.deepEqual(problems, [{ rule: 'Example (warning)', message }]);
  });
}

test('an alert without `for` needs a reason', () => {
  const { texts } = spec;
  const bare = rule({ ...spec, texts });
  const reasoned = rule({ ...spec, instant: 'Its age is hours already.' });

  assert.deepEqual(hasFor.check(bookOf([bare])), [
    { rule: 'Example (info)', message: 'expected `for`, or `instant` with a reason' },
  ]);
  assert.deepEqual(hasFor.check(bookOf([reasoned])), []);
});

const text = { zh: '示例', en: 'example' };
const spec = {
  alert: 'Example',
  urgency: 'P4',
  family: 'host',
  scope: 'server',
  expr: promql`vector(1)`,
  texts: { summary: text, description: text, short: text, action: text },
} as const;
