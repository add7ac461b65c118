import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonical, type Json } from './canonical.ts';

test('the example of RFC 8785 section 3.2.2 gives the text of section 3.2.3', () => {
  const text = canonical(
    JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`),
  );

  assert.equal(
    text,
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('keys are sorted by UTF-16 code unit, as in RFC 8785 section 3.2.3', () => {
  const text = canonical({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 });

  assert.equal(text, '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
});

test('the order in which keys were written does not matter, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonical(value as Json);

      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonical(shuffled(value as Json)), text);
    }),
    { numRuns: 300 },
  );
});

for (const [value, reason] of [
  [{ a: [1, Number.NaN] }, '$.a[1]: expected a finite number, got NaN'],
  [{ a: Number.POSITIVE_INFINITY }, '$.a: expected a finite number, got Infinity'],
  [{ a: undefined as unknown as Json }, '$.a: expected a JSON value, got undefined'],
  [['\ud800'], '$[0]: expected text, got half a surrogate pair'],
] as const satisfies readonly (readonly [Json, string])[]) {
  test(`a value without canonical text is refused: ${reason}`, () => {
    assert.throws(() => canonical(value), { message: reason });
  });
}

function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}
