import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseReply, sameNumber } from './sms-reply.ts';

describe('reply by SMS', () => {
  for (const [text, told] of [
    ['a', 'ack - 0'],
    ['A', 'ack - 0'],
    [' a A4821 ', 'ack A4821 0'],
    ['a4821 a', 'ack A4821 0'],
    ['aA4821', undefined],
    ['ａ　Ａ４８２１', 'ack A4821 0'],
    ['确认', 'ack - 0'],
    ['确认，单号A4821。', 'ack A4821 0'],
    ['e B0007', 'escalate B0007 0'],
    ['转', 'escalate - 0'],
    ['s30', 'snooze - 30'],
    ['S5 a0001', 'snooze A0001 5'],
    ['s0', undefined],
    ['s9999', undefined],
    ['', undefined],
    ['好的谢谢', undefined],
    ['A4821', undefined],
    ['constructor', undefined],
    ['close A4821', undefined],
  ] as const) {
    test(`${JSON.stringify(text)} is ${told ?? 'nothing that it knows'}`, () => {
      const reply = parseReply(text);

      const said = reply && `${reply.act} ${reply.ticket ?? '-'} ${reply.minutes}`;
      assert.equal(said, told);
    });
  }

  test('any text whatever is read or refused, never an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseReply(text)));
  });

  test("a number is the same with and without the country's code, and another is another", () => {
    assert.ok(sameNumber('13800000001', '+8613800000001'));
    assert.ok(sameNumber('+86 138 0000 0001', '008613800000001'));
    assert.ok(!sameNumber('13800000001', '13800000002'));
    assert.ok(!sameNumber('', ''));
    assert.ok(!sameNumber('861380000001', '1380000001'));
  });
});
