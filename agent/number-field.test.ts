import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxFieldBytes, writeNumber } from './number-field.ts';

function written(value: number): string {
  const field = Buffer.alloc(maxFieldBytes, ' ');
  const start = writeNumber(field, maxFieldBytes, value);
  return field.toString('latin1', start);
}

const cases: readonly (readonly [value: number, text: string])[] = [
  [0, '0'],
  [-0, '0'],
  [7, '7'],
  [2_147_483_647, '2147483647'],
  [2_147_483_648, '2147483648'],
  [270_553_174_016, '270553174016'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [2 ** 63, '9223372036854776000'],
  [0.5, '0.5'],
  [0.01, '0.01'],
  [1823.31, '1823.31'],
  [0.000017, '0.000017'],
  [1795378448.038, '1795378448.038'],
  [-1, '-1'],
  [1 / 3, '0.3333333333333333'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
  [-Number.MAX_VALUE, '-1.7976931348623157e+308'],
];

for (const [value, text] of cases) {
  test(`${value} is written ${text}`, () => {
    assert.equal(written(value), text);
  });
}

test('any double reads back as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      assert.ok(Object.is(Number(written(value).replace('Inf', 'Infinity')), value + 0));
    }),
  );
});

test('any count and any hundredth reads back as itself', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.nat(9), (whole, places) => {
      const value = whole / 10 ** places;

      assert.equal(Number(written(value)), value);
      assert.ok(written(value).length <= maxFieldBytes);
    }),
  );
});
