import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineTo } from './line.ts';
import { studentQuantile } from './student-t.ts';
import { theilSen } from './theil-sen.ts';

const slope = fc.double({ min: -5, max: 5, noNaN: true });
const start = fc.double({ min: -100, max: 100, noNaN: true });
const size = fc.integer({ min: 6, max: 120 });

test('Theil-Sen and the line find the slope of a straight line', () => {
  fc.assert(
    fc.property(slope, start, size, (b, a, n) => {
      const x = Array.from({ length: n }, (_, index) => index / 4);
      const y = x.map((value) => a + b * value);

      const robust = theilSen({ x, y });
      const line = lineTo(1000, { x, y });

      assert.ok(robust && line);
      assert.ok(Math.abs(robust.slope - b) < 1e-6 && Math.abs(robust.intercept - a) < 1e-6);
      assert.ok(Math.abs(line.slope - b) < 1e-6 && Math.abs(line.intercept - a) < 1e-6);
    }),
  );
});

test('a quarter of wild values hardly moves Theil-Sen', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 9, maxLength: 9 }),
      (wild) => {
        const x = Array.from({ length: 40 }, (_, index) => index);
        const y = x.map((value) => 3 * value + Math.sin(value));
        for (const [index, value] of wild.entries()) y[index * 4] = value;

        const found = theilSen({ x, y });

        assert.ok(found && Math.abs(found.slope - 3) < 0.5, `slope ${found?.slope}`);
      },
    ),
  );
});

test('too few points have no slope', () => {
  assert.equal(theilSen({ x: [1, 2], y: [1, 2] }), undefined);
  assert.equal(lineTo(10, { x: [1, 2, 3], y: [1, 2, 3] }), undefined);
});

test('the interval of the slope contains it, and widens with noise', () => {
  const x = Array.from({ length: 40 }, (_, index) => index);
  const noisy = (scale: number) => theilSen({ x, y: x.map((v) => v + scale * Math.sin(v * 37)) });
  const [calm, wild] = [noisy(0.1), noisy(5)];

  assert.ok(calm && wild);
  assert.ok(calm.low <= calm.slope && calm.slope <= calm.high);
  assert.ok(wild.high - wild.low > 5 * (calm.high - calm.low));
});

test("Student's quantiles agree with printed tables", () => {
  const rows = [
    [0.9, 1, 3.0777],
    [0.9, 2, 1.8856],
    [0.9, 5, 1.4759],
    [0.95, 10, 1.8125],
    [0.975, 30, 2.0423],
    [0.995, 4, 4.6041],
    [0.1, 5, -1.4759],
  ] as const;
  for (const [p, degrees, printed] of rows) {
    const seen = studentQuantile(p, degrees);
    assert.ok(Math.abs(seen - printed) < 2e-3, `t(${p}, ${degrees}): ${seen}, table ${printed}`);
  }
});

test('a flat noisy line is no trend, and its crossing is open', () => {
  const x = Array.from({ length: 48 }, (_, index) => index);
  const line = lineTo(100, { x, y: x.map((value) => 50 + Math.sin(value * 91)) });

  assert.ok(line);
  assert.equal(line.isTrend, false);
  assert.equal(line.crossing.high, Number.POSITIVE_INFINITY);
});

test('the crossing of a clear trend lies between its limits, which a longer noise widens', () => {
  const x = Array.from({ length: 72 }, (_, index) => index);
  const at = (noise: (v: number) => number) =>
    lineTo(100, { x, y: x.map((value) => 20 + 0.5 * value + noise(value)) });
  const white = at((value) => Math.sin(value * 91));
  const slow = at((value) => Math.sin(value / 4));

  assert.ok(white && slow);
  for (const { crossing } of [white, slow]) {
    assert.ok(crossing.low < crossing.middle && crossing.middle < crossing.high);
    assert.ok(Math.abs(crossing.middle - 160) < 12);
  }
  assert.ok(slow.crossing.high - slow.crossing.low > white.crossing.high - white.crossing.low);
});
