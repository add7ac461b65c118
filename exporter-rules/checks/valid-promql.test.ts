import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOn, bookOf, exampleAlert } from './example-book.ts';
import { validPromql } from './valid-promql.ts';

test('a query with a missing bracket is refused', () => {
  const problems = validPromql.check(bookOf([alertOn('max by (server (server:up:bool)')]));

  assert.equal(problems[0]?.rule, 'Example (warning)');
  assert.match(problems[0].message, /^expected PromQL, got /);
});

test('a query that parses passes', () => {
  assert.deepEqual(validPromql.check(bookOf([exampleAlert()])), []);
});
