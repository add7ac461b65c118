import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { historyHours } from '../method/hours.ts';
import { resources } from '../resources.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { hourMs, slotMs, Target } from './target.ts';
import { Targets } from './targets.ts';

const [disk] = resources;
const labels = {
  district: '1',
  hospital: '2',
  server: 's',
  role: 'single',
  level: '1',
  mountpoint: '/data',
};
const start = 1_790_000_000_000 - (1_790_000_000_000 % hourMs);

function made(): Target {
  assert.ok(disk);
  const target = new Target(disk, labels);
  target.marks.limit = 1000;
  return target;
}

const hoursOf = (target: Target) => target.hoursInto(new Float64Array(historyHours));

test('hours hold the greatest of their values, and a full hour belongs to the hour before it', () => {
  const target = made();
  for (const [minutes, value] of [
    [5, 10],
    [30, 70],
    [60, 20],
    [65, 5],
  ] as const) {
    target.push(start + minutes * 60_000, value);
  }

  assert.equal(hoursOf(target).at(-1), 70);
  assert.equal(target.marks.value, 5);
  assert.equal(target.hour, start / hourMs);
});

test('hours in which nothing was seen are holes, never values', () => {
  const target = made();
  target.push(start + 60_000, 10);
  target.push(start + 4 * hourMs + 60_000, 30);

  assert.deepEqual([...hoursOf(target).subarray(-4)], [10, Number.NaN, Number.NaN, Number.NaN]);
});

test('duplicates and samples out of order change nothing', () => {
  const steps = fc.array(
    fc.tuple(fc.integer({ min: -3, max: 40 }), fc.double({ min: 0, max: 900, noNaN: true })),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (moves) => {
      const [plain, noisy] = [made(), made()];
      let time = start;
      for (const [slots, value] of moves) {
        const next = time + slots * slotMs;
        if (next > time || plain.marks.timeMs === 0) plain.push(Math.max(next, start + 1), value);
        noisy.push(Math.max(next, start + 1), value);
        noisy.push(Math.max(next, start + 1), value + 1);
        noisy.push(next - slotMs, 1e6);
        time = Math.max(time, next);
      }
      assert.deepEqual(noisy.rings, plain.rings);
    }),
    { numRuns: 60 },
  );
});

test('a snapshot gives back what was, bit by bit', (t) => {
  const path = join(tempDir(t), 'x.snapshot');
  const target = made();
  for (let slot = 1; slot < 4000; slot += 1)
    target.push(start + slot * slotMs, 500 + Math.sin(slot));
  const bare = made();
  bare.push(start + 1, 3);
  writeSnapshot(path, [target, bare]);

  const found: Target[] = [];
  readSnapshot(path, (one) => found.push(one));

  assert.deepEqual(found[0]?.rings, target.rings);
  assert.deepEqual(found[0]?.marks, target.marks);
  assert.deepEqual(found[0]?.labels, labels);
  assert.equal(found.length, 2);
});

test('each damaged byte and each cut of a snapshot is noticed', (t) => {
  const path = join(tempDir(t), 'x.snapshot');
  const target = made();
  target.push(start + 1, 3);
  writeSnapshot(path, [target]);
  const whole = readFileSync(path);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), (place, isCut) => {
      const broken = Buffer.from(isCut ? whole.subarray(0, place) : whole);
      if (!isCut) broken[place] = (broken[place] ?? 0) ^ 0x41;
      writeFileSync(path, broken);

      assert.throws(() => readSnapshot(path, () => {}));
    }),
    { numRuns: 80 },
  );
});

test('no more targets than allowed are kept, and what is gone is forgotten', () => {
  assert.ok(disk);
  const targets = new Targets(2);
  for (const mountpoint of ['/a', '/b', '/c']) {
    targets.of(disk, { ...labels, mountpoint, replica: mountpoint })?.push(start + 1, 1);
  }
  assert.equal(targets.size, 2);
  assert.equal(targets.refused, 1);
  targets.forget(start + hourMs);
  assert.equal(targets.size, 0);
});
