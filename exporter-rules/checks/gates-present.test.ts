import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../../catalog/promql.ts';
import type { Rule, RuleGroup } from '../rule.ts';
import { readRuleBook } from '../rule-book.ts';
import type { RuleBook } from './check.ts';
import { gatesPresent } from './gates-present.ts';

/** Our own rules with one alert changed. */
function bookWith(change: (rule: Rule) => Rule): RuleBook {
  const book = readRuleBook();
  const groups = book.groups.map(
    (group): RuleGroup => ({ ...group, rules: group.rules.map(change) }),
  );
  return { ...book, groups };
}

test('our own rules have every gate', () => {
  assert.deepEqual(gatesPresent.check(readRuleBook()), []);
});

test('a gate that somebody took out of a query is missed', () => {
  const book = bookWith((rule) =>
    'alert' in rule && rule.alert === 'PairDown' ? { ...rule, expr: promql`vector(1)` } : rule,
  );

  assert.deepEqual(gatesPresent.check(book), [
    {
      rule: 'PairDown (critical)',
      message: 'expected a gate on hospital:line_down:max5m, the state of HospitalLineDown',
    },
  ]);
});

test('a child that would fire before its parent is refused', () => {
  const book = bookWith((rule) =>
    'alert' in rule && rule.alert === 'DistrictLineDown' ? { ...rule, for: '45s' } : rule,
  );

  assert.deepEqual(gatesPresent.check(book), [
    {
      rule: 'DistrictLineDown (critical)',
      message: 'expected `for` one evaluation after that of CityLineDown, got 45s',
    },
  ]);
});

test('an alert that the topology names and nobody defines is missed', () => {
  const book = readRuleBook();
  const groups = book.groups.map((group) => ({
    ...group,
    rules: group.rules.filter((rule) => !('alert' in rule) || rule.alert !== 'PairDown'),
  }));

  const messages = gatesPresent.check({ ...book, groups }).map(({ message }) => message);

  assert.ok(messages.includes('expected an alert: catalog/topology.ts names it'));
});
