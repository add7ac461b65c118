import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { shorten, smsLength } from './sms-length.ts';

describe('length of an SMS', () => {
  for (const [what, text, expected] of [
    ['nothing', '', ['GSM-7', 0, 0]],
    ['160 GSM characters', 'a'.repeat(160), ['GSM-7', 160, 1]],
    ['161 GSM characters, cut into parts of 153', 'a'.repeat(161), ['GSM-7', 161, 2]],
    ['307 GSM characters', 'a'.repeat(307), ['GSM-7', 307, 3]],
    ['brackets and the euro sign, which cost two', '[€]', ['GSM-7', 6, 1]],
    ['70 Chinese characters', '医'.repeat(70), ['UCS-2', 70, 1]],
    ['71 Chinese characters, cut into parts of 67', '医'.repeat(71), ['UCS-2', 71, 2]],
    ['134 Chinese characters', '医'.repeat(134), ['UCS-2', 134, 2]],
    ['135 Chinese characters', '医'.repeat(135), ['UCS-2', 135, 3]],
    ['one Chinese character among 69 others', `${'a'.repeat(70)}医`, ['UCS-2', 71, 2]],
    ['a character outside the basic plane, which costs two', '𠮷', ['UCS-2', 2, 1]],
    ['a backtick, which GSM does not have', '`', ['UCS-2', 1, 1]],
  ] as const) {
    test(`of ${what}`, () => {
      const { encoding, units, parts } = smsLength(text);

      assert.deepEqual([encoding, units, parts], expected);
    });
  }

  test('shortened text is never longer than asked, is whole characters, and says that it was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(80), (text, limit) => {
        const short = shorten(text, limit);

        assert.ok(short.length <= limit && short.isWellFormed());
        if (text.length > limit && limit > 0) assert.ok(short.endsWith('…'));
        if (text.length <= limit) assert.equal(short, text);
      }),
    );
  });

  test('a cut in English falls between words when little is lost by it', () => {
    assert.equal(shorten('restart modem, call provider', 18), 'restart modem…');
    assert.equal(shorten('Donaudampfschiffahrtsgesellschaft', 10), 'Donaudamp…');
  });
});
