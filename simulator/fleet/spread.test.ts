import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mix } from './random.ts';
import { countsBelow, whole } from './spread.ts';

const shares = [0.001, 0.2, 0.5, 0.95, 0.9991, 1];
const thresholds = Float64Array.from(shares, (share) => share * whole);

for (const shift of [0, 1, 0xdeadbeef, mix(5, 7)]) {
  test(`each call falls into one bucket and stays there (shift ${shift})`, () => {
    let before = countsBelow(0, thresholds, shift);
    for (let calls = 1; calls <= 3000; calls += 1) {
      const now = countsBelow(calls, thresholds, shift);
      const steps = [...now].map((count, at) => count - (before[at] ?? 0));
      const first = steps.indexOf(1);
      // From its bucket on, all larger ones count it too, and none counts it twice.
      const expected = steps.map((_, at) => (first >= 0 && at >= first ? 1 : 0));
      assert.deepEqual(steps, expected, `call ${calls}`);
      before = now;
    }
  });
}

test('any stretch of a thousand calls has its share in each bucket', () => {
  for (const start of [0, 777, 1_234_567, 40_000_000]) {
    const from = countsBelow(start, thresholds, 99);
    const to = countsBelow(start + 1000, thresholds, 99);
    for (const [at, share] of shares.entries()) {
      const seen = ((to[at] ?? 0) - (from[at] ?? 0)) / 1000;
      assert.ok(Math.abs(seen - share) < 0.012, `${share}: ${seen} from ${start}`);
    }
  }
});

test('all calls lie below 1', () => {
  assert.equal(countsBelow(4_294_000, Float64Array.of(whole), 3)[0], 4_294_000);
});
