import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scope } from '../../users/account.ts';
import { scopeParameters, scopeQuery } from './scope-query.ts';

const two: Scope = { kind: 'districts', districts: ['110105', '110108'] };
const d = 'district=~"110105|110108"';

for (const [query, expected] of [
  ['up', `up{${d}}`],
  ['up{}', `up{${d}}`],
  ['up{ }', `up{${d} }`],
  ['up{job="node"}', `up{${d},job="node"}`],
  ['up{district="110101"}', `up{${d},district="110101"}`],
  ['{__name__=~".+"}', `{${d},__name__=~".+"}`],
  ['rate(a[5m] offset 1h)', `rate(a{${d}}[5m] offset 1h)`],
  ['max_over_time(rate(a[5m])[1h:1m])', `max_over_time(rate(a{${d}}[5m])[1h:1m])`],
  ['a and on (x) (b or c{y="}"})', `a{${d}} and on (x) (b{${d}} or c{${d},y="}"})`],
  ['a @ end()', `a{${d}} @ end()`],
  ['sum by (le) (a) / ignoring (x) group_left b', null],
  ['label_replace(a, "x", "$1", "y", "(up)")', `label_replace(a{${d}}, "x", "$1", "y", "(up)")`],
  ['city:hospital_state:count{code="1"} + a', `city:hospital_state:count{code="1"} + a{${d}}`],
  ['time() - vector(1)', 'time() - vector(1)'],
  ['count(up) # {', `count(up{${d}}) # {`],
] as const) {
  test(`every selector of ${query} gets the districts`, () => {
    const scoped = scopeQuery(query, two);

    if (expected !== null) assert.equal(scoped, expected);
    else assert.equal(scoped.split(d).length - 1, 2);
  });
}

for (const broken of ['', 'up{', 'up}', 'sum(', 'up{job="x}', 'a b', '{']) {
  test(`what does not parse is refused: ${JSON.stringify(broken)}`, () => {
    assert.throws(() => scopeQuery(broken, two), { status: 400 });
  });
}

test('who sees the city keeps the query as it is, broken or not', () => {
  assert.equal(scopeQuery('up{', { kind: 'city' }), 'up{');
});

test('a hospital is a scope too, and an empty one sees nothing', () => {
  assert.equal(
    scopeQuery('up', { kind: 'hospital', hospital: '05110002' }),
    'up{hospital=~"05110002"}',
  );
  assert.equal(scopeQuery('up', { kind: 'hospital', hospital: '' }), 'up{hospital=~"-"}');
  assert.equal(scopeQuery('up', { kind: 'districts', districts: [] }), 'up{district=~"-"}');
});

test('a code that is none cannot leave the quotes', () => {
  const odd: Scope = { kind: 'districts', districts: ['x"} or up{a="', '110105'] };

  assert.equal(scopeQuery('up', odd), 'up{district=~"110105"}');
});

test('selections without a selector get one, and each that is given is narrowed', () => {
  const matches = (text: string, path: string) =>
    scopeParameters(new URLSearchParams(text), path, two).getAll('match[]');

  assert.deepEqual(matches('', '/labels'), [`{${d}}`]);
  assert.deepEqual(matches('match[]=up&match[]=a{b="c"}', '/series'), [
    `up{${d}}`,
    `a{${d},b="c"}`,
  ]);
});

test('queries are narrowed on both paths, other parameters stay', () => {
  const given = new URLSearchParams('query=up&start=1&end=2');

  for (const path of ['/query', '/query_range']) {
    const scoped = scopeParameters(given, path, two);
    assert.deepEqual(
      [...scoped],
      [
        ['query', `up{${d}}`],
        ['start', '1'],
        ['end', '2'],
      ],
    );
  }
  assert.equal(
    scopeParameters(new URLSearchParams('metric=up'), '/metadata', two).get('metric'),
    'up',
  );
});
