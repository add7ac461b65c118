import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseText } from './parse-text.ts';

test('families are read with type, help and samples', () => {
  const families = parseText(
    '# HELP a_total Things, counted.\r\n# TYPE a_total counter\r\na_total{x="1", y="a\\"b,c}"} 3\r\na_total 4e3\r\n\r\n# a remark\nb NaN\n',
  );

  assert.deepEqual(families, [
    {
      name: 'a_total',
      type: 'counter',
      help: 'Things, counted.',
      samples: ['a_total{x="1",y="a\\"b,c}"} 3', 'a_total 4e3'],
    },
    { name: 'b', type: 'untyped', help: undefined, samples: ['b NaN'] },
  ]);
});

test('the parts of a histogram are one family', () => {
  const [family, ...rest] = parseText(
    '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n',
  );

  assert.equal(family?.samples.length, 4);
  assert.deepEqual(rest, []);
});

const mistakes: readonly [text: string, expected: RegExp][] = [
  ['a 1\na{ 2\n', /^line 2: /],
  ['a 1 1700000000000', /expected no timestamp/],
  ['a one', /expected a number, got one/],
  ['a{b="1"} 1\na{b="1"} 2', /line 2: second sample of a\{b="1"\}/],
  ['a{b="1",c="2"} 1\na{c="2",b="1"} 2', /second sample/],
  ['a{b="1",b="2"} 1', /label b twice/],
  ['a{b=1} 1', /expected label="value"/],
  ['# TYPE a gage\na 1', /expected a type of/],
  ['# TYPE a gauge\n# TYPE a gauge', /second TYPE of a/],
  ['a 1\n# TYPE a gauge', /TYPE of a after its samples/],
  ['# TYPE a', /expected # TYPE name type/],
  ['9a 1', /expected name/],
  ['a1', /expected name/],
  ['a\u00001', /expected name/],
];

for (const [text, expected] of mistakes) {
  test(`${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => parseText(text), { message: expected });
  });
}

test('whatever is read can be read again from what it prints', () => {
  const line = fc
    .tuple(fc.constantFrom('a', 'b_total', 'c:d'), fc.string({ unit: 'grapheme' }), fc.double())
    .map(([name, label, value]) => {
      const escaped = label.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`));
      return `${name}{l="${escaped.replace(/\r/g, '')}"} ${String(value)}`;
    });

  fc.assert(
    fc.property(
      fc.uniqueArray(line, { selector: (each) => each.slice(0, each.lastIndexOf(' ')) }),
      (lines) => {
        const once = parseText(lines.join('\n')).flatMap(({ samples }) => samples);

        assert.deepEqual(
          parseText(once.join('\n')).flatMap(({ samples }) => samples),
          once,
        );
        assert.equal(once.length, lines.length);
      },
    ),
  );
});

test('no text makes the reader do anything but answer or refuse', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      try {
        parseText(text);
      } catch (error) {
        assert.match(String(error), /^Error: line \d+: /);
      }
    }),
    { numRuns: 2000 },
  );
});
