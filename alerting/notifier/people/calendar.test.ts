import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseCalendar } from './calendar.ts';
import { Rota } from './rota.ts';
import { wallAt, wallToMs } from './wall-time.ts';

const berlin = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
`;

function calendar(events: string, { zone = '', timeZone = 'Asia/Shanghai' } = {}) {
  const text = `BEGIN:VCALENDAR\nVERSION:2.0\n${zone}${events}END:VCALENDAR\n`;
  return parseCalendar({ file: 'duty.ics', text, timeZone });
}

function event(title: string, ...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', `UID:${title}`, `SUMMARY:${title}`, ...lines, 'END:VEVENT', ''].join(
    '\n',
  );
}

const same = (title: string) => title;
const at = (text: string) => Date.parse(text);

/** `person from to` in UTC, minutes. */
function told(shifts: readonly { title: string; from: number; to: number }[]) {
  const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  return shifts.map(({ title, from, to }) => `${title} ${minute(from)} ${minute(to)}`);
}

describe('calendar of shifts', () => {
  test('a shift that repeats stays at its hour when summer time begins, and that night is an hour shorter', () => {
    const night = calendar(
      event(
        'anna',
        'DTSTART;TZID=Europe/Berlin:20260327T220000',
        'DTEND;TZID=Europe/Berlin:20260328T060000',
        'RRULE:FREQ=DAILY;COUNT=3',
      ),
      { zone: berlin },
    );

    assert.deepEqual(told(night.shifts(at('2026-03-27T00:00Z'), at('2026-04-01T00:00Z'))), [
      'anna 2026-03-27T21:00 2026-03-28T05:00',
      'anna 2026-03-28T21:00 2026-03-29T04:00',
      'anna 2026-03-29T20:00 2026-03-30T04:00',
    ]);
  });

  test('UNTIL in UTC ends a rule in local time at the right day', () => {
    const day = calendar(
      event(
        'wang',
        'DTSTART;TZID=Asia/Shanghai:20260501T080000',
        'DTEND;TZID=Asia/Shanghai:20260501T200000',
        'RRULE:FREQ=DAILY;UNTIL=20260503T000000Z',
      ),
    );

    assert.deepEqual(told(day.shifts(at('2026-04-30T00:00Z'), at('2026-05-10T00:00Z'))), [
      'wang 2026-05-01T00:00 2026-05-01T12:00',
      'wang 2026-05-02T00:00 2026-05-02T12:00',
      'wang 2026-05-03T00:00 2026-05-03T12:00',
    ]);
  });

  test('EXDATE leaves a day out, and a moved occurrence is where it was moved to', () => {
    const day = calendar(
      event(
        'wang',
        'DTSTART;TZID=Asia/Shanghai:20260501T080000',
        'DTEND;TZID=Asia/Shanghai:20260501T200000',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;TZID=Asia/Shanghai:20260502T080000',
      ) +
        event(
          'wang',
          'RECURRENCE-ID;TZID=Asia/Shanghai:20260503T080000',
          'DTSTART;TZID=Asia/Shanghai:20260503T100000',
          'DTEND;TZID=Asia/Shanghai:20260503T120000',
        ),
    );

    assert.deepEqual(told(day.shifts(at('2026-04-30T00:00Z'), at('2026-05-10T00:00Z'))), [
      'wang 2026-05-01T00:00 2026-05-01T12:00',
      'wang 2026-05-03T02:00 2026-05-03T04:00',
    ]);
  });

  test('a rule on 29 February comes in leap years only', () => {
    const leap = calendar(
      event('li', 'DTSTART;VALUE=DATE:20240229', 'DTEND;VALUE=DATE:20240301', 'RRULE:FREQ=YEARLY'),
    );

    assert.deepEqual(told(leap.shifts(at('2024-01-01T00:00Z'), at('2029-01-01T00:00Z'))), [
      'li 2024-02-28T16:00 2024-02-29T16:00',
      'li 2028-02-28T16:00 2028-02-29T16:00',
    ]);
  });

  test('a rule on the 31st leaves the shorter months out', () => {
    const late = calendar(
      event('li', 'DTSTART:20260131T000000Z', 'DURATION:P1D', 'RRULE:FREQ=MONTHLY'),
    );

    const shifts = late.shifts(at('2026-01-01T00:00Z'), at('2026-06-01T00:00Z'));
    assert.deepEqual(
      shifts.map(({ from }) => new Date(from).toISOString().slice(5, 10)),
      ['01-31', '03-31', '05-31'],
    );
  });

  for (const [what, lines, reason] of [
    [
      'a time of no zone',
      ['DTSTART:20260501T080000', 'DURATION:PT1H'],
      /expected DTSTART with TZID/,
    ],
    [
      'a zone that is not described',
      ['DTSTART;TZID=Europe/Berlin:20260501T080000', 'DURATION:PT1H'],
      /expected a VTIMEZONE for Europe\/Berlin, got none/,
    ],
    ['no beginning', ['DURATION:PT1H'], /expected DTSTART, got none/],
    [
      'an end before its beginning',
      ['DTSTART:20260501T080000Z', 'DTEND:20260501T070000Z'],
      /expected an end after 2026-05-01T08:00:00Z/,
    ],
    [
      'a rule for each minute',
      ['DTSTART:20260501T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=MINUTELY'],
      /expected a rule DAILY or rarer, got MINUTELY/,
    ],
  ] as const) {
    test(`an event with ${what} is refused by its title`, () => {
      assert.throws(() => calendar(event('wang', ...lines)), reason);
      assert.throws(() => calendar(event('wang', ...lines)), /^Error: duty\.ics: event "wang": /);
    });
  }

  test('what is no calendar is refused by the name of its file', () => {
    const given = { file: 'duty.ics', timeZone: 'Asia/Shanghai' };
    for (const text of [
      '',
      'hello',
      'BEGIN:VCARD\nFN:x\nEND:VCARD\n',
      'BEGIN:VCALENDAR\nBEGIN:X',
    ]) {
      assert.throws(() => parseCalendar({ ...given, text }), /^Error: duty\.ics: /);
    }
  });
});

describe('rota', () => {
  const all = calendar(
    event('wang', 'DTSTART:20260501T000000Z', 'DTEND:20260508T000000Z') +
      event('li', 'DTSTART:20260508T000000Z', 'DTEND:20260515T000000Z'),
  );
  const swap = calendar(event('zhao', 'DTSTART:20260503T000000Z', 'DTEND:20260504T000000Z'));

  test('who stands in takes the place of the one of the rota, and only for that time', () => {
    const rota = new Rota(all, swap, same);
    const days = ['02T12:00Z', '03T00:00Z', '03T23:59Z', '04T00:00Z', '08T00:00Z', '16T00:00Z'];

    const duty = days.map((day) => rota.onDuty(at(`2026-05-${day}`)).join());

    assert.deepEqual(duty, ['wang', 'zhao', 'zhao', 'wang', 'li', '']);
  });

  test('gaps and changes of the next days are found', () => {
    const rota = new Rota(all, swap, same);
    const [from, to] = [at('2026-04-30T00:00Z'), at('2026-05-20T00:00Z')];

    assert.deepEqual(rota.gaps(from, to), [
      { from, to: at('2026-05-01T00:00Z') },
      { from: at('2026-05-15T00:00Z'), to },
    ]);
    assert.equal(rota.nextChange(at('2026-05-01T12:00Z'), 30), at('2026-05-03T00:00Z'));
    assert.equal(rota.nextChange(at('2026-05-16T00:00Z'), 30), undefined);
  });

  test('whatever the shifts, at each moment somebody is on call or a gap says that nobody is', () => {
    const start = at('2026-03-25T00:00Z');
    const hours = fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: 300 }),
        length: fc.integer({ min: 1, max: 60 }),
      }),
      { maxLength: 8 },
    );
    const text = (n: number) =>
      `${new Date(start + n * 3_600_000).toISOString().slice(0, 13).replaceAll('-', '')}0000Z`;
    const both = fc.tuple(hours, hours, fc.integer({ min: 0, max: 300 * 60 }));
    fc.assert(
      fc.property(both, ([primary, override, minute]) => {
        const of = (shifts: typeof primary, who: string) =>
          calendar(
            shifts
              .map(({ from, length }, n) =>
                event(`${who}${n}`, `DTSTART:${text(from)}`, `DTEND:${text(from + length)}`),
              )
              .join(''),
          );
        const rota = new Rota(of(primary, 'p'), of(override, 'o'), same);
        const moment = start + minute * 60_000;
        const covers = ({ from, length }: { from: number; length: number }) =>
          from * 60 <= minute && minute < (from + length) * 60;
        const isStoodIn = override.some(covers);
        const expected = (isStoodIn ? override : primary).flatMap((one, n) =>
          covers(one) ? [`${isStoodIn ? 'o' : 'p'}${n}`] : [],
        );
        const inGap = rota
          .gaps(start, start + 301 * 3_600_000)
          .some(({ from, to }) => from <= moment && moment < to);

        assert.deepEqual([...rota.onDuty(moment)].sort(), expected.sort());
        assert.equal(inGap, expected.length === 0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('wall time', () => {
  test('there and back is the same moment, in zones with and without summer time', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'UTC');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 2_000_000_000 }), (zone, seconds) => {
        const ms = seconds * 1000;
        const wall = wallAt(ms, zone);
        const back = wallToMs(wall, zone);
        assert.deepEqual(wallAt(back, zone), wall);
        assert.ok(back <= ms, 'an hour that comes twice is the first');
      }),
      { numRuns: 300 },
    );
  });

  test('an hour that summer time skips is the one after it', () => {
    const wall = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 };

    assert.equal(wallToMs(wall, 'Europe/Berlin'), at('2026-03-29T01:30Z'));
  });
});
