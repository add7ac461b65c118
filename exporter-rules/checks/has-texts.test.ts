import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertRule } from '../rule.ts';
import { bookOf, exampleAlert } from './example-book.ts';
import { hasTexts } from './has-texts.ts';

function check(annotations: Readonly<Record<string, string>>): readonly string[] {
  const example = exampleAlert();
  const rule: AlertRule = { ...example, annotations: { ...example.annotations, ...annotations } };
  return hasTexts.check(bookOf([rule])).map(({ message }) => message);
}

test('complete texts in both languages pass', () => {
  assert.deepEqual(check({}), []);
});

test('a text that is missing or in the wrong language is refused', () => {
  assert.deepEqual(check({ description_zh: ' ', summary: '医院' }), [
    'summary: expected en, got 医院',
    'description_zh: expected a text, got  ',
  ]);
});

test('the name of the alarm has 20 characters in an SMS and the first aid 12', () => {
  assert.deepEqual(check({ short_zh: '一'.repeat(20), action_zh: '二'.repeat(12) }), []);
  assert.deepEqual(
    check({ short_zh: '一'.repeat(21), action_zh: '二'.repeat(13) }).map((one) => one.slice(0, 60)),
    [
      `short_zh: expected 20 characters at most (it has 21), got ${'一'.repeat(2)}`,
      `action_zh: expected 12 characters at most (it has 13), got ${'二'.repeat(1)}`,
    ],
  );
});

test('an SMS text that varies is refused: its template was approved as it stands', () => {
  assert.deepEqual(check({ short_en: 'down {{ $value }}' }), [
    'short_en: expected a fixed text, got down {{ $value }}',
  ]);
});

test('a template that asks for a label the result does not have is refused', () => {
  assert.deepEqual(check({ summary: '{{ $labels.mountpoint }} is full' }), [
    'summary: expected a label of the result, got mountpoint',
  ]);
});
