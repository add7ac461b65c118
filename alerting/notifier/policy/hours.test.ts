import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { everyDay, nextOutside, nextWithin } from './hours.ts';

const zone = 'Asia/Shanghai';
const office = { from: '08:30', to: '17:30', days: [1, 2, 3, 4, 5] };
const night = { from: '22:00', to: '07:00', days: everyDay };
const at = (text: string) => Date.parse(`2026-05-${text}+08:00`);

describe('daily hours', () => {
  for (const [what, from, to] of [
    ['within them it is now', '13T09:00', '13T09:00'],
    ['before them it is their beginning', '13T08:29', '13T08:30'],
    ['at their end it is the next morning', '13T17:30', '14T08:30'],
    ['on Friday evening it is Monday morning', '15T18:00', '18T08:30'],
  ] as const) {
    test(`the next moment in the office: ${what}`, () => {
      assert.equal(nextWithin(office, at(from), zone), at(to));
    });
  }

  for (const [what, from, to] of [
    ['by day it is now', '13T12:00', '13T12:00'],
    ['before midnight it is the morning after', '13T23:00', '14T07:00'],
    ['after midnight it is the same morning', '14T03:00', '14T07:00'],
    ['at their end it is now', '14T07:00', '14T07:00'],
  ] as const) {
    test(`the next moment that is not night: ${what}`, () => {
      assert.equal(nextOutside(night, at(from), zone), at(to));
    });
  }

  test('hours without days are never', () => {
    assert.equal(nextOutside({ ...night, days: [] }, at('13T23:00'), zone), at('13T23:00'));
  });
});
