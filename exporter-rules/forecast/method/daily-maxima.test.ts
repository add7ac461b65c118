import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { farForecast } from './daily-maxima.ts';
import { patternOf } from './pattern.ts';

test('days to the limit follow the growth, as a range, the same each time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 60 }), (days) => {
      const rate = 40 / days;
      const maxima = Float64Array.from(
        { length: 40 },
        (_, day) => 60 + rate * (day - 39) + 0.05 * Math.sin(day * 7),
      );
      const far = farForecast(maxima, 100);
      const again = farForecast(maxima, 100);

      assert.ok(far && again);
      assert.ok(
        Math.abs(far.quantile(0.5) - days) < 0.15 * days + 1,
        `${far.quantile(0.5)}, ${days} days`,
      );
      assert.ok(far.quantile(0.1) <= far.quantile(0.5) && far.quantile(0.5) <= far.quantile(0.9));
      assert.equal(far.within(14), again.within(14));
      assert.ok(far.within(3) <= far.within(14));
    }),
    { numRuns: 20 },
  );
});

test('noise around a level has no end in sight, and a week without history has no forecast', () => {
  const maxima = Float64Array.from({ length: 60 }, (_, day) => 60 + Math.sin(day * 37));

  assert.ok((farForecast(maxima, 100)?.within(14) ?? 1) < 0.05);
  assert.equal(farForecast(maxima.subarray(0, 6), 100), undefined);
});

test('weeks are recognized when weekdays differ, and only then', () => {
  const weekly = Float64Array.from({ length: 840 }, (_, hour) => (hour % 168) * 0.3);
  const daily = Float64Array.from(
    { length: 840 },
    (_, hour) => (hour % 24) * 0.3 + Math.sin(hour * 17),
  );

  assert.equal(patternOf(weekly), 'weekly');
  assert.equal(patternOf(daily), 'daily');
});
