import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOn, bookOf } from './example-book.ts';
import { failsOpen } from './fails-open.ts';

test('an alert that is silent without the center is refused', () => {
  const alert = alertOn('server:up:bool == 0 and on (hospital) (yibao_hospital_open == 1)');

  assert.deepEqual(failsOpen.check(bookOf([alert])), [
    {
      rule: 'Example (warning)',
      message: 'expected `unless` with yibao_hospital_open, got `and`',
    },
  ]);
});

test('`unless` passes: without the hours the alarm goes out', () => {
  const alert = alertOn('server:up:bool == 0 unless on (hospital) (yibao_hospital_open == 0)');

  assert.deepEqual(failsOpen.check(bookOf([alert])), []);
});
