import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readRuleBook } from '../rule-book.ts';
import { checks } from './index.ts';

const notAnyCheck = ['check.ts', 'example-book.ts', 'index.ts'];

test('every file is on the list, under the name of its file', () => {
  const files = readdirSync('exporter-rules/checks')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => !notAnyCheck.includes(file))
    .map((file) => file.replace('.ts', ''));

  assert.deepEqual(checks.map(({ id }) => id).sort(), files.sort());
});

const book = readRuleBook();

test('the checks have looked at rules', () => {
  assert.ok(book.groups.flatMap(({ rules }) => rules).length > 50);
});

for (const check of checks) {
  test(`our own rules pass ${check.id}`, () => {
    assert.deepEqual(check.check(book), []);
  });
}
