import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookOf, exampleAlert } from './example-book.ts';
import { noValueInLabels } from './no-value-in-labels.ts';

function check(part: { readonly label: string } | { readonly word: string }): readonly string[] {
  return noValueInLabels.check(bookOf([exampleAlert({ part })])).map(({ message }) => message);
}

test('a value in a label is refused', () => {
  assert.deepEqual(check({ word: '{{ $value }}' }), [
    'part: expected a fixed word or a label of the result, got {{ $value }}',
  ]);
});

test('a part from a label that the result does not have is refused', () => {
  assert.deepEqual(check({ label: 'mountpoint' }), [
    'part: expected a fixed word or a label of the result, got {{ $labels.mountpoint }}',
  ]);
});

test('a label of the result and a fixed word pass', () => {
  assert.deepEqual(check({ word: 'disk' }), []);
});
