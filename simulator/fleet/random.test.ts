import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mix, normal, normalQuantile, poisson, seedOf, stream, uniform } from './random.ts';
import { scattered } from './scatter.ts';

test('the same numbers give the same chance, other numbers another', () => {
  assert.equal(uniform(seedOf('99010001'), 7), uniform(seedOf('99010001'), 7));
  assert.notEqual(uniform(seedOf('99010001'), 7), uniform(seedOf('99010002'), 7));
  assert.notEqual(uniform(seedOf('99010001'), 7), uniform(seedOf('99010001'), 8));
});

test('uniform chance fills the range evenly', () => {
  const tenths = new Array<number>(10).fill(0);
  for (let at = 0; at < 10_000; at += 1) {
    const tenth = Math.floor(uniform(42, at) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }

  for (const count of tenths) assert.ok(count > 880 && count < 1120, `${tenths}`);
});

test('normal chance has mean 0 and spread 1', () => {
  const draws = Array.from({ length: 20_000 }, (_, at) => normal(7, at));
  const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
  const variance = draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length;

  assert.ok(Math.abs(mean) < 0.03, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 0.05, `variance ${variance}`);
});

test('normal quantiles are those of the tables', () => {
  assert.ok(Math.abs(normalQuantile(0.975) - 1.959_963_985) < 1e-8);
  assert.ok(Math.abs(normalQuantile(0.001) + 3.090_232_306) < 1e-8);
  assert.ok(Math.abs(normalQuantile(0.5)) < 1e-12);
});

for (const mean of [0.3, 5, 40, 300]) {
  test(`Poisson counts of mean ${mean} have that mean and that variance`, () => {
    const draws = Array.from({ length: 8000 }, (_, at) => poisson(mean, mix(3, at)));
    const seen = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    const variance = draws.reduce((sum, each) => sum + (each - seen) ** 2, 0) / draws.length;

    assert.ok(Math.abs(seen / mean - 1) < 0.05, `mean ${seen}`);
    assert.ok(Math.abs(variance / mean - 1) < 0.1, `variance ${variance}`);
  });
}

test('a stream repeats itself from the same state only', () => {
  const [a, b, c] = [stream(1), stream(1), stream(2)];

  assert.deepEqual([a(), a()], [b(), b()]);
  assert.notEqual(a(), c());
});

test('scattered hits keep their share, never fall, and come one at a time', () => {
  let before = 0;
  for (let count = 1; count <= 10_000; count += 1) {
    const hits = scattered(count, 0.015, 99);
    assert.ok(hits === before || hits === before + 1, `${before} then ${hits} at ${count}`);
    before = hits;
  }

  assert.ok(Math.abs(before - 150) <= 2, `${before} hits`);
});
