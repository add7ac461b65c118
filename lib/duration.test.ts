import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from './duration.ts';

for (const [text, ms] of [
  ['250ms', 250],
  ['90s', 90_000],
  ['1m30s', 90_000],
  ['2d', 172_800_000],
] as const) {
  test(`reads ${text}`, () => {
    assert.equal(parseDuration(text), ms);
  });
}

for (const text of ['', '5', '5 m', 'm5', '5m!']) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseDuration(text), /expected a duration such as/);
  });
}

for (const [ms, text] of [
  [90_000, '1m30s'],
  [500, '500ms'],
  [0, '0s'],
] as const) {
  test(`writes ${text}`, () => {
    assert.equal(formatDuration(ms), text);
  });
}
