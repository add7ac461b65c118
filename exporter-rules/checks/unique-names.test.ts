import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../../catalog/promql.ts';
import { record } from '../rule.ts';
import { bookOf, exampleAlert } from './example-book.ts';
import { uniqueNames } from './unique-names.ts';

test('a series recorded twice and an alert defined twice are refused', () => {
  const series = record('a:b:c', 'Help.', promql`vector(1)`);

  const problems = uniqueNames.check(bookOf([series, series, exampleAlert(), exampleAlert()]));

  assert.deepEqual(problems, [
    { rule: 'a:b:c', message: 'expected once, got 2 times' },
    { rule: 'Example (warning)', message: 'expected once, got 2 times' },
  ]);
});

test('one alert may have two severities', () => {
  const rules = [exampleAlert(), exampleAlert({ urgency: 'P1' })];

  assert.deepEqual(uniqueNames.check(bookOf(rules)), []);
});
