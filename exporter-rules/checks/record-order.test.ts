import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../../catalog/promql.ts';
import { record } from '../rule.ts';
import { bookOf, exampleAlert } from './example-book.ts';
import { recordOrder } from './record-order.ts';

const first = record('a:first:c', 'Help.', promql`vector(1)`);
const second = record('a:second:c', 'Help.', promql`${first} + 1`);
const alert = exampleAlert({ expr: promql`${second} == 0` });

test('series above their readers pass', () => {
  assert.deepEqual(recordOrder.check(bookOf([first, second, alert])), []);
});

test('a series that is read above its definition is refused: the reader is one evaluation late', () => {
  assert.deepEqual(recordOrder.check(bookOf([second, first, alert])), [
    { rule: 'a:second:c', message: 'expected a:first:c to be defined above its reader' },
  ]);
});

test('a series that reads itself is refused', () => {
  const circle = record('a:circle:c', 'Help.', { text: 'a:circle:c', reads: new Set([first]) });
  const reads = new Set([circle]);
  const own = { ...circle, expr: { text: 'a:circle:c', reads } };

  assert.deepEqual(recordOrder.check(bookOf([own])), [
    { rule: 'a:circle:c', message: 'expected a:circle:c to be defined above its reader' },
  ]);
});

test('a series that nobody reads is refused, unless it is published', () => {
  assert.deepEqual(recordOrder.check(bookOf([first])), [
    { rule: 'a:first:c', message: 'expected a reader, or a place on the published list' },
  ]);
  assert.deepEqual(recordOrder.check(bookOf([first], { published: [first] })), []);
});
