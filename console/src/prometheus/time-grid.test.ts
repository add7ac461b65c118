import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateIntervalSeconds, timeGrid } from './time-grid.ts';

const hourMs = 3_600_000;

test('begin and end stand on whole steps, so that two screens ask the same question', () => {
  const grid = timeGrid({ fromMs: 61_000, toMs: 661_000, intervalMs: 30_000, scrapeSeconds: 15 });

  assert.deepEqual(grid, { fromSeconds: 60, toSeconds: 660, stepSeconds: 30 });
});

test('the step is never finer than the scrapes', () => {
  const grid = timeGrid({ fromMs: 0, toMs: hourMs, intervalMs: 1000, scrapeSeconds: 15 });

  assert.equal(grid.stepSeconds, 15);
});

test("a query's own least step counts", () => {
  const grid = timeGrid({
    fromMs: 0,
    toMs: hourMs,
    intervalMs: 1000,
    leastStepSeconds: 300,
    scrapeSeconds: 15,
  });

  assert.equal(grid.stepSeconds, 300);
});

test('a year at pixel resolution stays below the points that Prometheus accepts', () => {
  const yearMs = 366 * 24 * hourMs;

  const grid = timeGrid({ fromMs: 0, toMs: yearMs, intervalMs: 1000, scrapeSeconds: 15 });

  assert.ok((grid.toSeconds - grid.fromSeconds) / grid.stepSeconds <= 11_000);
});

test('a rate looks at four scrapes at least, at a step and a scrape beyond', () => {
  assert.equal(rateIntervalSeconds(15, 15), 60);
  assert.equal(rateIntervalSeconds(300, 15), 315);
});
