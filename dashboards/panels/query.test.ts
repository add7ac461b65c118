import assert from 'node:assert/strict';
import { test } from 'node:test';
import { color } from '../theme.ts';
import { stepsOf } from './query.ts';

const { calm, p1, p2 } = color;

test('a number that is bad when high is calm first, then orange, then red', () => {
  assert.deepEqual(stepsOf({ badWhen: 'high', warning: 60, critical: 180 }), [
    { value: null, color: calm },
    { value: 60, color: p2 },
    { value: 180, color: p1 },
  ]);
});

test('a number that is bad when low is red first and calm from the warning on', () => {
  assert.deepEqual(stepsOf({ badWhen: 'low', warning: 0.98, critical: 0.9 }), [
    { value: null, color: p1 },
    { value: 0.9, color: p2 },
    { value: 0.98, color: calm },
  ]);
});

test('one limit alone has one color', () => {
  assert.deepEqual(stepsOf({ badWhen: 'high', critical: 1 }), [
    { value: null, color: calm },
    { value: 1, color: p1 },
  ]);
  assert.deepEqual(stepsOf({ badWhen: 'low', warning: 0.5 }), [
    { value: null, color: p2 },
    { value: 0.5, color: calm },
  ]);
});
