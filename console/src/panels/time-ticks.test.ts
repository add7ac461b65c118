import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tickFormat, timeTicks } from './time-ticks.ts';

const hour = 3_600_000;

test('ticks are round times inside the span', () => {
  assert.deepEqual(timeTicks({ fromMs: hour - 1, toMs: 3 * hour }, 4), [hour, 2 * hour, 3 * hour]);
});

test('there are never more ticks than there is room for', () => {
  for (const most of [2, 5, 11]) {
    assert.ok(timeTicks({ fromMs: 1, toMs: 24 * hour }, most).length <= most + 1);
  }
});

test('a span without length has no endless ticks', () => {
  assert.deepEqual(timeTicks({ fromMs: 5, toMs: 5 }, 10), []);
});

for (const { hours, format } of [
  { hours: 0.02, format: 'HH:mm:ss' },
  { hours: 1 / 12, format: 'HH:mm:ss' },
  { hours: 6, format: 'HH:mm' },
  { hours: 48, format: 'MM/DD HH:mm' },
]) {
  test(`${hours} h are written ${format}`, () => {
    assert.equal(tickFormat({ fromMs: 0, toMs: hours * hour }, 10), format);
  });
}
