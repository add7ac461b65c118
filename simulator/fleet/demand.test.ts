import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadBusiness } from './business.ts';
import { loadCalendar } from './calendar.ts';
import { Demand } from './demand.ts';
import { dayOf } from './local-time.ts';

const business = loadBusiness();
const quiet = { ...business, dayNoise: { correlation: 0.7, sigma: 0 } };
const calendar = loadCalendar();
const demandOf = (evenShare: number) =>
  new Demand({ business: quiet, calendar, seed: 1, evenShare });

test('each hour keeps its share of the day, and minutes run smoothly through it', () => {
  const shape = demandOf(0).shape('large');

  for (const [hour, share] of business.curves.large.entries()) {
    const sum = shape.slice(hour * 60, hour * 60 + 60).reduce((total, each) => total + each, 0);
    assert.ok(Math.abs(sum - share) < 1e-9, `hour ${hour}: ${sum}`);
  }
  assert.ok((shape[8 * 60 + 55] ?? 0) > (shape[8 * 60 + 5] ?? 0));
});

test('a city that never closes has some life at night', () => {
  const night = demandOf(0.15).shape('small')[3 * 60] ?? 0;

  assert.ok(Math.abs(night - 0.15 / 1440) < 1e-12);
});

for (const [date, week, expected, why] of [
  ['2026-11-23', 'large', 1.135, 'a Monday'],
  ['2026-11-22', 'small', 0.192, 'a Sunday at a clinic'],
  ['2026-10-02', 'large', 0.2, 'a public holiday'],
  ['2026-10-10', 'large', 1, 'a make-up Saturday'],
  ['2026-10-08', 'large', 1.35, 'the first day after a long holiday'],
  ['2026-12-31', 'large', 0.942 * 1.05 * 1.15, 'the last day of the insurance year'],
  ['2026-07-15', 'large', 0.981 * 0.95, 'a summer Wednesday'],
  ['2026-12-07', 'community', 1.135 * 1.15, 'a winter Monday at a community center'],
] as const) {
  test(`${why} (${date}) has factor ${expected.toFixed(2)}`, () => {
    assert.ok(Math.abs(demandOf(0).factor(dayOf(date), week) - expected) < 0.002);
  });
}

test('good and bad days of the city last for some days, and vary by about 4 %', () => {
  const demand = new Demand({ business, calendar, seed: 1, evenShare: 0 });
  const plain = demandOf(0);
  const first = dayOf('2026-01-01');
  const moods = Array.from({ length: 2000 }, (_, at) =>
    Math.log(demand.factor(first + at, 'large') / plain.factor(first + at, 'large')),
  );
  const variance = moods.reduce((sum, each) => sum + each ** 2, 0) / moods.length;
  const next = moods.slice(1).reduce((sum, each, at) => sum + each * (moods[at] ?? 0), 0);
  const correlation = next / moods.length / variance;

  assert.ok(Math.abs(Math.sqrt(variance) - 0.04) < 0.006, `spread ${Math.sqrt(variance)}`);
  assert.ok(Math.abs(correlation - 0.7) < 0.08, `correlation ${correlation}`);
});
