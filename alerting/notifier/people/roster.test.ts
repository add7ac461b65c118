import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { silentLog } from '../../../lib/json-log.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { Roster } from './roster.ts';

const noon = Date.parse('2026-05-13T04:00:00Z');

function calendarOf(title: string): string {
  return `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:${title}
DTSTART:20260513T000000Z
DTEND:20260514T000000Z
END:VEVENT
END:VCALENDAR
`;
}

function rosterOf(t: TestContext, text: string) {
  const calendar = join(tempDir(t), 'duty.ics');
  writeFileSync(calendar, text);
  const people = { wang: { name: '王工' }, li: { name: '李工' } };
  const rotas = { duty: { calendar, otherwise: ['li'] } };
  const clock = new FakeClock(noon);
  const parts = { rotas, people, teams: { all: ['wang', 'li'] }, clock, log: silentLog };
  return { calendar, open: () => new Roster({ ...parts, timeZone: 'Asia/Shanghai' }) };
}

describe('roster', () => {
  test('a rota is whoever is on call; a team is all of its members; nobody is named twice', (t) => {
    const roster = rosterOf(t, calendarOf('王工')).open();

    assert.deepEqual(roster.personsOf(['duty'], noon), ['wang']);
    assert.deepEqual(roster.personsOf(['duty', 'all', 'li'], noon), ['wang', 'li']);
  });

  test('in a gap those are called who are named for it, and the gap is told', (t) => {
    const roster = rosterOf(t, calendarOf('wang')).open();
    const later = noon + 86_400_000;

    assert.deepEqual(roster.personsOf(['duty'], later), ['li']);
    assert.deepEqual(
      roster.states(noon).map(({ gaps }) => gaps.length),
      [1],
    );
  });

  test('a calendar that becomes wrong is told with its reason, and the last good one is used', (t) => {
    const { calendar, open } = rosterOf(t, calendarOf('wang'));
    const roster = open();
    writeFileSync(calendar, calendarOf('nobody'));
    utimesSync(calendar, new Date(noon), new Date(noon));

    roster.refresh();

    assert.deepEqual(roster.personsOf(['duty'], noon), ['wang']);
    assert.match(
      roster.states(noon)[0]?.trouble ?? '',
      /duty\.ics: expected titles of events to be persons \(wang, li\), got "nobody"/,
    );
    writeFileSync(calendar, calendarOf('li'));
    roster.refresh();
    assert.deepEqual(roster.personsOf(['duty'], noon), ['li']);
    assert.equal(roster.states(noon)[0]?.trouble, undefined);
  });

  test('at the start a calendar that is wrong is refused', (t) => {
    assert.throws(rosterOf(t, calendarOf('nobody')).open, /expected titles of events/);
  });
});
