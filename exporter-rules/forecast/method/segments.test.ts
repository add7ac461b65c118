import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { segmentStarts } from './segments.ts';

const hash = (index: number) => (((index * 2654435761) >>> 8) % 1000) / 1000 - 0.5;

test('a straight line is one segment, with and without noise', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: 24, max: 300 }),
      (slope, count) => {
        const clean = Float64Array.from({ length: count }, (_, index) => 10 + slope * index);
        assert.deepEqual(segmentStarts(clean), [0]);
      },
    ),
    { numRuns: 30 },
  );
});

test('the last digit of a double is no new way of life', () => {
  // 10 until the slope has added up to the next number that a double has.
  const flat = Float64Array.from({ length: 222 }, (_, index) => 10 - 4.111937128241321e-18 * index);

  assert.deepEqual(segmentStarts(flat), [0]);
});

test('the hour at which growth begins is found within three hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 160 }), (begin) => {
      const values = Float64Array.from(
        { length: 200 },
        (_, index) => 50 + hash(index) + Math.max(0, index - begin) * 0.8,
      );
      const starts = segmentStarts(values);
      assert.ok(
        starts.some((start) => Math.abs(start - begin) <= 3),
        `${begin}: ${starts}`,
      );
    }),
    { numRuns: 30 },
  );
});

test('known breaks are always borders, and holes are no break', () => {
  const values = Float64Array.from({ length: 100 }, (_, index) =>
    index > 40 && index < 50 ? Number.NaN : index,
  );
  assert.deepEqual(segmentStarts(values), [0]);
  assert.deepEqual(segmentStarts(values, [60]), [0, 60]);
});
