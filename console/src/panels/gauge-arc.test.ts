import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arcPath, shareOf } from './gauge-arc.ts';

const circle = { x: 100, y: 100, radius: 50 };

for (const { value, share } of [
  { value: 0, share: 0 },
  { value: 50, share: 0.5 },
  { value: 130, share: 1 },
  { value: -5, share: 0 },
  { value: Number.NaN, share: 0 },
]) {
  test(`${value} of 0 to 100 stands at ${share} of the arc`, () => {
    assert.equal(shareOf(value, { min: 0, max: 100 }), share);
  });
}

test('a scale without width does not divide by zero', () => {
  assert.equal(shareOf(5, { min: 5, max: 5 }), 0);
});

test('the middle of the arc is its top', () => {
  assert.match(arcPath(circle, 0, 0.5), /^M 55\.45 122\.7 A 50 50 0 0 1 100 50$/);
});

test('more than half a circle takes the long way round', () => {
  assert.match(arcPath(circle, 0, 1), /A 50 50 0 1 1/);
});

test('a piece without length draws nothing', () => {
  assert.equal(arcPath(circle, 0.5, 0.5), '');
});
