import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryOf } from './checks/example-book.ts';
import { mutantsOf } from './mutate.ts';
import { record, rule } from './rule.ts';

function changesOf(query: string): readonly string[] {
  return mutantsOf(record('a:b:c', 'Help.', queryOf(query))).map(({ rule: { expr } }) => expr.text);
}

const rows: readonly (readonly [what: string, query: string, mutants: readonly string[]])[] = [
  [
    'a comparison is turned around and its threshold moved by ten percent',
    'a > bool 0.5',
    ['a <= bool 0.5', 'a > bool 0.55', 'a > bool 0.45'],
  ],
  ['a small whole number is moved by one', 'a == 5', ['a != 5', 'a == 6', 'a == 4']],
  ['a gate is left out', 'a unless on (x) b', ['a']],
  ['each side of an alternative is left out', 'a or b', ['a', 'b']],
  [
    'an aggregation and a condition are exchanged',
    'min by (x) (a{y="z",v!="w"})',
    [
      'max by (x) (a{y="z",v!="w"})',
      'min by (x) (a{y!="z",v!="w"})',
      'min by (x) (a{y="z",v="w"})',
    ],
  ],
  [
    'a maximum over time becomes a minimum and forgets too early',
    'max_over_time(a[5m])',
    ['max_over_time(a[30s])', 'min_over_time(a[5m])'],
  ],
];

for (const [what, query, mutants] of rows) {
  test(what, () => {
    assert.deepEqual(changesOf(query), mutants);
  });
}

test('an alert is told too early, too late and not held', () => {
  const text = { zh: '示例', en: 'example' };
  const alert = rule({
    alert: 'Example',
    urgency: 'P1',
    family: 'host',
    scope: 'server',
    expr: queryOf('vector(1)'),
    for: '1m30s',
    keep: '5m',
    texts: { summary: text, description: text, short: text, action: text },
  });

  assert.deepEqual(
    mutantsOf(alert).map(({ change }) => change),
    ['for 1m30s → 45s', 'for 1m30s → 3m', 'without keep_firing_for 5m'],
  );
});
