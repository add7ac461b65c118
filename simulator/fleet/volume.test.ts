import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadBusiness } from './business.ts';
import { loadCalendar } from './calendar.ts';
import { Demand } from './demand.ts';
import { loadFleet } from './fleet-file.ts';
import { dayOf, dayStart } from './local-time.ts';
import { PlannedVolume } from './volume.ts';

const business = loadBusiness();
const demand = new Demand({ business, calendar: loadCalendar(), seed: 1, evenShare: 0 });
const [group] = loadFleet('small').groups;
const sinceDay = dayOf('2026-01-01');
const monday = dayOf('2026-11-23');

function volumeOf(settlementsPerDay: number, seed = 5): PlannedVolume {
  if (group === undefined) throw new Error('expected a group');
  return new PlannedVolume({ demand, group, settlementsPerDay, busyShare: 0.15, sinceDay, seed });
}

describe('planned volume', () => {
  for (const perDay of [3, 60, 4000]) {
    test(`${perDay} a day: neither all nor busy nor other settlements ever fall`, () => {
      const volume = volumeOf(perDay);
      let before = volume.at(dayStart(monday));
      for (let ms = dayStart(monday); ms < dayStart(monday + 2); ms += 7919) {
        const now = volume.at(ms);
        assert.ok(now.total >= before.total, `total at ${ms}`);
        assert.ok(now.busy >= before.busy, `busy at ${ms}`);
        assert.ok(now.total - now.busy >= before.total - before.busy, `others at ${ms}`);
        before = now;
      }
    });
  }

  test('any moment can be asked in any order', () => {
    const [a, b] = [volumeOf(800), volumeOf(800)];
    const moments = [0, 30, 3, 9, 50, 24, 23.999, 24.001].map((h) => dayStart(monday) + h * 3.6e6);

    const forward = moments.toSorted().map((at) => a.at(at));
    const asked = new Map(moments.map((at) => [at, b.at(at)]));

    assert.deepEqual(
      moments.toSorted().map((at) => asked.get(at)),
      forward,
    );
  });

  test('the days before are counted as they were on their day', () => {
    const volume = volumeOf(800);
    const endOfDay = volume.at(dayStart(monday + 1) - 1).total;
    const fresh = volumeOf(800).at(dayStart(monday + 1)).total;

    assert.ok(Math.abs(fresh - endOfDay) <= 1, `${endOfDay} then ${fresh}`);
  });

  test('a month settles what the data say, within 2 %', () => {
    const volume = volumeOf(4000);
    const from = dayOf('2026-03-02');
    let expected = 0;
    for (let day = from; day < from + 28; day += 1) expected += 4000 * demand.factor(day, 'large');

    const seen = volume.at(dayStart(from + 28)).total - volume.at(dayStart(from)).total;

    assert.ok(Math.abs(seen / expected - 1) < 0.02, `${seen} of ${expected}`);
  });

  test('the morning peak of a day holds its share, within 10 %', () => {
    const volume = volumeOf(4000);
    const at = (hour: number) => volume.at(dayStart(monday) + hour * 3_600_000).total;
    const share = (at(11) - at(8)) / (at(24) - at(0));

    assert.ok(Math.abs(share / 0.42 - 1) < 0.1, `${share} between 08:00 and 11:00`);
  });

  test('busy calls are the stated share of a day, and thicker in the peak than at night', () => {
    const volume = volumeOf(4000);
    const at = (hour: number) => volume.at(dayStart(monday) + hour * 3_600_000);
    const day = { total: at(24).total - at(0).total, busy: at(24).busy - at(0).busy };
    const share = (from: number, to: number) =>
      (at(to).busy - at(from).busy) / (at(to).total - at(from).total);

    assert.ok(Math.abs(day.busy / day.total - 0.15) < 0.001);
    assert.ok(share(9, 11) > share(18, 23));
  });

  test('before the fleet existed nothing was settled', () => {
    assert.deepEqual(volumeOf(800).at(dayStart(sinceDay) - 1), { total: 0, busy: 0 });
  });

  test('the last settlement is the moment at which the count last rose', () => {
    const volume = volumeOf(300);
    const now = dayStart(monday) + 10.3 * 3_600_000;
    const last = volume.lastAt(now) ?? 0;

    assert.ok(last <= now);
    assert.equal(volume.at(last + 1).total, volume.at(now).total);
    assert.equal(volume.at(last - 1).total, volume.at(now).total - 1);
  });

  test('after midnight the last settlement is yesterday', () => {
    const volume = volumeOf(20);
    const now = dayStart(monday + 1) + 1000;
    const last = volume.lastAt(now) ?? 0;

    assert.ok(last < dayStart(monday + 1) && last > dayStart(monday));
  });
});
