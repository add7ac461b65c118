import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dayOf, dayText } from '../calendar/local-day.ts';
import { occurrenceDays, parseRecurrence } from './recurrence.ts';
import { ActiveWindows, spansOf } from './window.ts';

describe('a rule', () => {
  for (const [first, rule, days] of [
    ['2026-12-05', 'FREQ=DAILY;COUNT=3', ['2026-12-05', '2026-12-06', '2026-12-07']],
    [
      '2026-12-05',
      'FREQ=DAILY;INTERVAL=2;UNTIL=20261209',
      ['2026-12-05', '2026-12-07', '2026-12-09'],
    ],
    ['2026-12-05', 'FREQ=WEEKLY;COUNT=2', ['2026-12-05', '2026-12-12']],
    ['2026-12-02', 'FREQ=WEEKLY;BYDAY=MO,SU;COUNT=3', ['2026-12-06', '2026-12-07', '2026-12-13']],
    // Weeks begin on Monday: the Sunday of the first week, then the week after next.
    ['2026-12-02', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=2', ['2026-12-06', '2026-12-20']],
    ['2026-12-01', 'FREQ=MONTHLY;BYDAY=2SU;COUNT=2', ['2026-12-13', '2027-01-10']],
    ['2026-12-01', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', ['2026-12-25', '2027-01-29']],
    ['2026-12-31', 'FREQ=MONTHLY;COUNT=2', ['2026-12-31', '2027-01-31']],
    ['2026-12-31', 'FREQ=MONTHLY;UNTIL=20270430', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=15;INTERVAL=2;COUNT=2', ['2026-12-15', '2027-02-15']],
    ['2026-12-05', 'FREQ=DAILY;BYDAY=MO;UNTIL=20261214', ['2026-12-07', '2026-12-14']],
  ] as const) {
    test(`${rule} from ${first}`, () => {
      const found = occurrenceDays(dayOf(first) ?? 0, parseRecurrence(rule));

      assert.deepEqual(found.map(dayText), days);
    });
  }

  for (const [rule, reason] of [
    ['FREQ=WEEKLY', /expected COUNT or UNTIL/],
    ['FREQ=HOURLY;COUNT=3', /FREQ: expected DAILY, WEEKLY or MONTHLY/],
    ['FREQ=DAILY;COUNT=801', /COUNT: expected 1 to 800, got "801"/],
    ['FREQ=DAILY;COUNT=0', /COUNT: expected 1 to 800/],
    ['FREQ=WEEKLY;BYDAY=2SU;COUNT=1', /BYDAY: "2SU" is not like SU/],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=1', /BYDAY: "XX"/],
    ['FREQ=MONTHLY;BYDAY=0SU;COUNT=1', /BYDAY: "0SU"/],
    ['FREQ=DAILY;UNTIL=20261332', /UNTIL: "20261332" is not like/],
    ['FREQ=DAILY;BYSECOND=1;COUNT=1', /"BYSECOND=1": expected one of FREQ/],
    ['COUNT=3', /FREQ: expected/],
    ['', /"": expected one of FREQ/],
  ] as const) {
    test(`refuses ${JSON.stringify(rule)}`, () => {
      assert.throws(() => parseRecurrence(rule), reason);
    });
  }

  for (const rule of [
    'FREQ=MONTHLY;COUNT=30',
    'FREQ=WEEKLY;UNTIL=20301231',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO;COUNT=9',
  ]) {
    test(`refuses ${rule}, which reaches beyond two years`, () => {
      assert.throws(() => occurrenceDays(20_000, parseRecurrence(rule)), /beyond two years/);
    });
  }
});

describe('a window', () => {
  const once = { starts: '2026-12-05T23:00', minutes: 120, rrule: null };

  test('runs by the clock in Shanghai, over midnight too', () => {
    const from = Date.parse('2026-12-05T15:00:00Z');

    assert.deepEqual(spansOf(once), [{ from, to: from + 2 * 3_600_000 }]);
  });

  test('covers its first millisecond and not the one after its last', () => {
    const weekly = { ...once, rrule: 'FREQ=WEEKLY;COUNT=2' };
    const windows = new ActiveWindows([
      { ...weekly, id: '1', scope: 'hospital', subject: '05110001' },
    ]);
    const at = (text: string) => windows.at(Date.parse(`${text}+08:00`)).length;

    assert.deepEqual(
      [
        at('2026-12-05T22:59:59.999'),
        at('2026-12-05T23:00:00'),
        at('2026-12-06T00:59:59.999'),
        at('2026-12-06T01:00:00'),
        at('2026-12-12T23:30:00'),
        at('2026-12-19T23:30:00'),
      ],
      [0, 1, 1, 0, 1, 0],
    );
  });

  for (const starts of ['2026-12-32T10:00', '2026-12-05T24:00', '2026-12-05 10:00', 'now']) {
    test(`cannot start at ${starts}`, () => {
      assert.throws(() => spansOf({ ...once, starts }), /starts: expected/);
    });
  }
});
