import assert from 'node:assert/strict';
import { test } from 'node:test';
import { color } from './theme.ts';

/** Grounds that numerals and words stand on. */
const grounds = Object.entries(color).filter(([, value]) => value.startsWith('rgb'));

test('large numerals are readable on every ground: 3 to 1 at least, in white', () => {
  assert.ok(grounds.length >= 8);
  for (const [name, value] of grounds) {
    assert.ok(contrastToWhite(value) >= 3, `${name}: ${contrastToWhite(value).toFixed(2)}`);
  }
});

test('what is well is the darkest and least colored ground after what is absent', () => {
  const strength = ([, value]: [string, string]) =>
    Math.max(...rgb(value)) - Math.min(...rgb(value));
  const calm = strength(['calm', color.calm]);

  for (const ground of grounds.filter(([name]) => /^p\d|unobserved/.test(name))) {
    assert.ok(strength(ground) > calm, `${ground[0]} is no louder than calm`);
  }
});

/** Contrast of WCAG 2.2. */
function contrastToWhite(value: string): number {
  const [r = 0, g = 0, b = 0] = rgb(value).map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

function rgb(value: string): number[] {
  return [...value.matchAll(/\d+/g)].map(Number);
}
