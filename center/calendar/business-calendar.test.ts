import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { OwnMetrics } from '../../lib/own-metrics.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { loadCalendar } from './business-calendar.ts';
import { CalendarMetrics } from './calendar-metrics.ts';
import { dayOf, dayText, localDay, weekdayOf } from './local-day.ts';

const calendar = loadCalendar();
const at = (text: string) => Date.parse(`${text}+08:00`);

/** Month and day of the Chinese calendar, as ICU knows it: a source that is not our file. */
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});
/** The new moon of 2027-02-06 is at 23:56 in Beijing (an eclipse of the sun); ICU takes it to be after midnight. */
const icuErrs = { from: dayOf('2027-02-05') ?? 0, to: dayOf('2027-03-07') ?? 0 };
const lunarOf = (day: number) => {
  const late = icuErrs.from <= day && day <= icuErrs.to ? 1 : 0;
  return lunar.format(new Date((day + late) * 86_400_000));
};

describe('the packaged calendar', () => {
  for (const { year, holidays, workdays, status } of calendar.years) {
    const free = new Set(holidays.flatMap(({ days }) => days));
    const all = Array.from(
      { length: 366 },
      (_, step) => (dayOf(`${year}-01-01`) ?? 0) + step,
    ).filter((day) => dayText(day).startsWith(String(year)));

    test(`has the statutory days of ${year}, the movable ones by the moon`, () => {
      const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((text) =>
        dayOf(`${year}-${text}`),
      );
      const movable = all.filter((day) =>
        ['1/1', '1/2', '1/3', '5/5', '8/15'].includes(lunarOf(day)),
      );
      const eve = all.filter((day) => lunarOf(day + 1) === '1/1');

      assert.equal(movable.length, 5);
      for (const day of [...fixed, ...movable, ...eve]) {
        assert.ok(free.has(day ?? 0), `${dayText(day ?? 0)} is a holiday`);
      }
      const tombs = holidays.find(({ name }) => name === '清明节')?.days.map(dayText);
      assert.ok(tombs?.some((day) => /-04-0[456]$/.test(day)));
    });

    test(`of ${year} gives back the days that it takes from weekends`, () => {
      const statutory = 13;
      const weekendDays = [...free].filter((day) => [0, 6].includes(weekdayOf(day))).length;
      const worked = free.size - weekendDays - workdays.length;

      // A statutory day on a weekend is moved to a working day: a year has thirteen days off beyond its weekends.
      if (status === 'official') assert.equal(worked, statutory);
      else assert.equal(free.size, statutory, 'nothing but the statutory days is known yet');
    });
  }

  test('knows this year and the next, and says which one is provisional', () => {
    assert.deepEqual(
      calendar.years.map(({ year, status }) => [year, status]),
      [
        [2026, 'official'],
        [2027, 'provisional'],
      ],
    );
  });
});

describe('a day', () => {
  for (const [text, kind] of [
    ['2026-02-13', 'workday'],
    ['2026-02-14', 'makeup'],
    ['2026-02-15', 'holiday'],
    ['2026-02-24', 'workday'],
    ['2026-10-07', 'holiday'],
    ['2026-10-10', 'makeup'],
    ['2026-10-11', 'weekend'],
    ['2030-10-01', 'workday'], // a year that nobody has told us of is a plain one
  ] as const) {
    test(`${text} is a ${kind}`, () => {
      assert.equal(calendar.kindAt('cn', at(`${text}T12:00:00`)), kind);
    });
  }

  test('begins at midnight in Shanghai', () => {
    assert.equal(calendar.kindAt('cn', at('2026-09-30T23:59:59')), 'workday');
    assert.equal(calendar.kindAt('cn', at('2026-10-01T00:00:00')), 'holiday');
    assert.equal(dayText(localDay(at('2026-10-01T00:00:00'))), '2026-10-01');
  });

  test('is as plain as its weekday where no holidays count', () => {
    assert.equal(calendar.kindAt('none', at('2026-10-01T12:00:00')), 'workday');
  });
});

describe('a calendar file', () => {
  const good = `calendar: cn
year: 2028
status: official
source: a test
holidays: [{name: 元旦, days: 2028-01-01..2028-01-02}]
workdays: [2028-01-08]
`;
  for (const [from, to, reason] of [
    ['2028-01-02}', '2028-02-30}', /expected 2026-10-01\.\.2026-10-07, got/],
    ['2028-01-01..', '2028-01-05..', /expected 2026-10-01\.\.2026-10-07, got/],
    ['2028-01-01..2028-01-02', '2027-12-31', /2027-12-31: expected a day of 2028/],
    ['2028-01-08', '2028-01-10', /2028-01-10: a make-up workday is a Saturday or a Sunday/],
    ['2028-01-08', '2028-01-01', /2028-01-01: a holiday and a workday/],
    ['official', 'sure', /status/],
  ] as const) {
    test(`with ${to} for ${from} is refused`, (t) => {
      const folder = tempDir(t);
      writeFileSync(join(folder, 'cn-2028.yml'), good.replace(from, to));

      assert.throws(() => loadCalendar(folder), reason);
    });
  }

  test('stands for a year of its own', (t) => {
    const folder = tempDir(t);
    for (const name of ['a.yml', 'b.yml']) writeFileSync(join(folder, name), good);

    assert.throws(() => loadCalendar(folder), /cn 2028: two files have this year/);
  });
});

test('the series tell the kind of today and until when that is known', async () => {
  const clock = new FakeClock(at('2026-10-10T12:00:00'));
  const metrics = new OwnMetrics();
  const series = new CalendarMetrics(metrics, { clock, calendar });

  series.update();
  const saturday = await metrics.text();
  clock.moveTo(at('2026-10-12T00:00:00'));
  series.update();
  const monday = await metrics.text();

  assert.match(saturday, /yibao_calendar_day\{calendar="cn",kind="makeup"\} 1/);
  assert.match(monday, /yibao_calendar_day\{calendar="cn",kind="makeup"\} 0/);
  assert.match(monday, /yibao_calendar_day\{calendar="cn",kind="workday"\} 1/);
  const until = (status: string, end: string) =>
    `yibao_calendar_until_timestamp_seconds{calendar="cn",status="${status}"} ${at(end) / 1000}\n`;
  assert.ok(monday.includes(until('official', '2027-01-01T00:00:00')));
  assert.ok(monday.includes(until('provisional', '2028-01-01T00:00:00')));
});
