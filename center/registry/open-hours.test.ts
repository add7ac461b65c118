import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isOpen, parseOpenHours } from './open-hours.ts';

const weekly = 'Mon-Fri 07:30-17:00; Sat 08:00-12:00';

describe('opening hours', () => {
  for (const [hours, at, open] of [
    ['24h', '2026-10-01T00:00:00+08:00', true],
    [weekly, '2026-10-12T07:29:59+08:00', false], // a Monday
    [weekly, '2026-10-12T07:30:00+08:00', true],
    [weekly, '2026-10-12T16:59:59+08:00', true],
    [weekly, '2026-10-12T17:00:00+08:00', false],
    [weekly, '2026-10-17T11:59:00+08:00', true],
    [weekly, '2026-10-17T13:00:00+08:00', false],
    [weekly, '2026-10-18T10:00:00+08:00', false],
    [weekly, '2026-10-11T23:30:00Z', true], // Monday 07:30 in Shanghai is still Sunday in UTC
    ['Mon 08:00-11:30,13:00-17:00', '2026-10-12T12:00:00+08:00', false],
    ['Mon 08:00-11:30,13:00-17:00', '2026-10-12T13:00:00+08:00', true],
    ['Fri-Mon 08:00-09:00', '2026-10-18T08:00:00+08:00', true], // the range runs over the week's end
    ['Fri-Mon 08:00-09:00', '2026-10-13T08:00:00+08:00', false],
    ['Mon,Wed 00:00-24:00', '2026-10-14T23:59:59+08:00', true],
    ['Mon 20:00-24:00; Tue 00:00-08:00', '2026-10-13T07:59:00+08:00', true],
  ] as const) {
    test(`${hours}: at ${at} it is ${open ? 'open' : 'closed'}`, () => {
      assert.equal(isOpen(parseOpenHours(hours), Date.parse(at), 'workday'), open);
    });
  }

  const special = `${weekly}; Sun 09:00-10:00`;
  for (const [hours, kind, at, open] of [
    ['24h', 'holiday', '2026-10-01T03:00:00+08:00', true],
    [weekly, 'holiday', '2026-10-01T10:00:00+08:00', false], // a Thursday, as a Sunday
    [special, 'holiday', '2026-10-01T09:30:00+08:00', true],
    [`${weekly}; Hol 14:00-15:00`, 'holiday', '2026-10-01T14:30:00+08:00', true],
    [`${special}; Hol 14:00-15:00`, 'holiday', '2026-10-01T09:30:00+08:00', false],
    [`${weekly}; Hol 14:00-15:00`, 'workday', '2026-10-08T18:00:00+08:00', false],
    [weekly, 'makeup', '2026-09-20T16:30:00+08:00', true], // a Sunday, as a Monday
    [weekly, 'makeup', '2026-10-10T16:30:00+08:00', true], // a Saturday, as a Monday
  ] as const) {
    test(`${hours}: at ${at}, a ${kind}, it is ${open ? 'open' : 'closed'}`, () => {
      assert.equal(isOpen(parseOpenHours(hours), Date.parse(at), kind), open);
    });
  }

  for (const [hours, reason] of [
    ['', /is not days and times/],
    ['always', /is not days and times/],
    ['Mo-Fr 08:00-17:00', /"Mo" is not one of Sun Mon/],
    ['Mon-Wed-Fri 08:00-17:00', /not a day or a range/],
    ['Mon 8:00-17:00', /"8:00-17:00" is not like 07:30-17:00/],
    ['Mon 08:60-17:00', /not a time of the day/],
    ['Mon 08:00-24:01', /not a time of the day/],
    ['Mon 20:00-08:00', /write a night as two/],
    ['Mon 08:00-12:00; Mon-Fri 11:00-13:00', /Mon has two spans that overlap/],
    ['Hol 08:00-12:00,11:00-13:00', /Hol has two spans that overlap/],
    ['Hol-Mon 08:00-12:00', /"Hol" is not one of Sun Mon/],
    ['Mon 08:00-12:00;', /"" is not days and times/],
  ] as const) {
    test(`refuses ${JSON.stringify(hours)}`, () => {
      assert.throws(() => parseOpenHours(hours), reason);
    });
  }

  test('every minute of the week agrees with the wall clock of Asia/Shanghai', () => {
    const wall = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Asia/Shanghai',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const week = parseOpenHours(weekly);

    const days = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(days, (at) => {
        const part = Object.fromEntries(
          wall.formatToParts(at).map(({ type, value }) => [type, value]),
        );
        const time = `${part.hour}:${part.minute}`;
        const expected =
          part.weekday === 'Sat'
            ? time >= '08:00' && time < '12:00'
            : part.weekday !== 'Sun' && time >= '07:30' && time < '17:00';
        assert.equal(isOpen(week, at.getTime(), 'workday'), expected);
      }),
    );
  });
});
