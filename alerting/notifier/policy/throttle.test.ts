import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Limit, nextSlot } from './throttle.ts';

const minute = 60_000;
const limits: readonly Limit[] = [
  { count: 1, withinMs: minute },
  { count: 5, withinMs: 15 * minute },
  { count: 11, withinMs: 60 * minute },
];

/** So many wished for at once, each in the next free slot; in minutes. */
function slots(count: number): number[] {
  const taken: number[] = [];
  for (let n = 0; n < count; n += 1) taken.push(nextSlot(taken, 0, limits));
  return taken.map((ms) => ms / minute);
}

describe('throttle', () => {
  test('one a minute, five in a quarter of an hour, eleven in an hour', () => {
    assert.deepEqual(slots(13), [0, 1, 2, 3, 4, 15, 16, 17, 18, 19, 30, 60, 61]);
  });

  test('no window ever holds more than its limit, and the slot is never in the past', () => {
    const wishes = fc.array(fc.integer({ min: 0, max: 90 * minute }), { maxLength: 25 });
    fc.assert(
      fc.property(wishes, (given) => {
        const taken: number[] = [];
        for (const at of given.sort((left, right) => left - right)) {
          const slot = nextSlot(taken, at, limits);
          assert.ok(slot >= at);
          taken.push(slot);
        }
        for (const { count, withinMs } of limits) {
          for (const end of taken) {
            const within = taken.filter((one) => one > end - withinMs && one <= end);
            assert.ok(within.length <= count);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
