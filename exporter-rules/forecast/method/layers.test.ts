import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conformalLimits, type Errors, withError } from './conformal.ts';
import { isotonicOf, recalibrated } from './isotonic.ts';
import { normalBelow } from './normal.ts';
import { weightedQuantile } from './quantiles.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('recalibration never turns the order of two probabilities round and stays within 0 and 1', () => {
  const outcome = fc.record({ probability: share, happened: fc.boolean() });
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 60 }), share, share, (outcomes, one, other) => {
      const map = isotonicOf(outcomes);
      const [low, high] = [
        recalibrated(map, Math.min(one, other)),
        recalibrated(map, Math.max(one, other)),
      ];

      assert.ok(low <= high + 1e-12 && low >= 0 && high <= 1);
    }),
  );
});

test('a short block behind a long one does not fall below it', () => {
  const long = Array.from({ length: 1000 }, (_, index) => ({
    probability: 0.1,
    happened: index % 10 < 3,
  }));
  const short = [true, false, false].map((happened) => ({ probability: 0.2, happened }));
  const map = isotonicOf([...long, ...short]);

  assert.ok(recalibrated(map, 0.1) <= recalibrated(map, 0.2));
});

test('without outcomes a probability stays as it is; many outcomes pull it to their share', () => {
  assert.equal(recalibrated(isotonicOf([]), 0.37), 0.37);
  const half = Array.from({ length: 400 }, (_, index) => ({
    probability: 0.3,
    happened: index % 2 === 0,
  }));
  assert.ok(Math.abs(recalibrated(isotonicOf(half), 0.3) - 0.5) < 0.01);
});

test('conformal limits keep their promise for errors that nobody knows the law of', () => {
  const laws = [
    (u: number) => u ** 3,
    (u: number) => Math.log(1 - u),
    (u: number) => (u < 0.1 ? -50 : u),
  ];
  for (const law of laws) {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return law(state / 4294967296);
    };
    let errors: Errors = { errors: [], alpha: 0.2 };
    let kept = 0;
    for (let turn = 0; turn < 1200; turn += 1) {
      const error = next();
      const { low, high } = conformalLimits(errors);
      if (turn >= 200 && error >= low && error <= high) kept += 1;
      errors = withError(errors, error);
    }
    assert.ok(kept / 1000 > 0.76 && kept / 1000 < 0.86, `kept ${kept / 10} %`);
  }
});

test('few errors promise nothing', () => {
  const { low, high } = conformalLimits({ errors: [1, 2, 3], alpha: 0.2 });
  assert.deepEqual([low, high], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('a weighted quantile is one of the values, and weights count as repetitions', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 4 })), {
        minLength: 1,
        maxLength: 12,
      }),
      share,
      (pairs, p) => {
        const weighted = pairs.map(([value, weight]) => ({ value, weight }));
        const repeated = pairs.flatMap(([value, weight]) =>
          Array.from({ length: weight }, () => ({ value, weight: 1 })),
        );

        assert.equal(weightedQuantile(weighted, p), weightedQuantile(repeated, p));
      },
    ),
  );
});

test('the normal law agrees with printed tables', () => {
  for (const [z, printed] of [
    [0, 0.5],
    [1, 0.841345],
    [-1.96, 0.024998],
    [2.5, 0.99379],
  ] as const) {
    assert.ok(Math.abs(normalBelow(z) - printed) < 1e-6, `${z}`);
  }
});
