import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCalendar } from './calendar.ts';
import { civilDate, compactDate, dayOf, isoDate, weekday } from './local-time.ts';

const calendar = loadCalendar();

test('the notices of the State Council are read with their spans and make-up days', () => {
  assert.ok(calendar.holidays.has(dayOf('2026-10-01')));
  assert.ok(calendar.holidays.has(dayOf('2026-10-07')));
  assert.ok(!calendar.holidays.has(dayOf('2026-10-08')));
  assert.ok(calendar.makeUpDays.has(dayOf('2026-10-10')));
});

test('every make-up day is a Saturday or a Sunday and no holiday', () => {
  for (const day of calendar.makeUpDays) {
    assert.ok(weekday(day) >= 5, isoDate(day));
    assert.ok(!calendar.holidays.has(day), isoDate(day));
  }
});

test('dates are those of the calendar, leap years too', () => {
  for (const date of ['1970-01-01', '2000-02-29', '2023-12-31', '2024-02-29', '2026-03-01']) {
    const [year, month, day] = civilDate(dayOf(date));
    assert.equal(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, date);
  }
  assert.equal(compactDate(dayOf('2026-11-23')), 20_261_123);
});
