import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colorRamp } from './color-ramp.ts';

test('the ends of a ramp are the ends of its palette', () => {
  const ramp = colorRamp('Oranges', false);

  assert.equal(ramp(0), 'rgb(255,245,235)');
  assert.equal(ramp(1), 'rgb(127,39,4)');
});

test('on a dark ground few is dark and many is light', () => {
  const ramp = colorRamp('Blues', true);

  assert.equal(ramp(0), 'rgb(8,48,107)');
  assert.equal(ramp(1), 'rgb(247,251,255)');
});

test('between two classes the color is mixed', () => {
  assert.equal(colorRamp('Oranges', false)(1 / 16), 'rgb(255,238,221)');
});

test('an unknown scheme and a share out of bounds still give a color', () => {
  assert.equal(colorRamp('Turbo', false)(7), 'rgb(8,48,107)');
});
