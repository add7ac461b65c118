import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOn, bookOf } from './example-book.ts';
import { noUtcCalendar } from './no-utc-calendar.ts';

test('an hour in UTC is refused', () => {
  assert.deepEqual(noUtcCalendar.check(bookOf([alertOn('up == 0 and on () hour() > 8')])), [
    { rule: 'Example (warning)', message: 'expected a series of the calendar, got hour()' },
  ]);
});

test('the time as such passes', () => {
  assert.deepEqual(noUtcCalendar.check(bookOf([alertOn('time() - up > 8')])), []);
});
