import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CenterConfig, proxyLimits } from '../../config.ts';
import { upstreamQuery } from './upstream-query.ts';

const limits = proxyLimits(CenterConfig.parse({ database: { url: '' } }).prometheus);
const now = Date.parse('2026-11-20T08:00:03.500Z');
const nowSeconds = now / 1000;

function ask(path: string, parameters: string) {
  return upstreamQuery({ path, parameters: new URLSearchParams(parameters), now }, limits);
}

function sent(path: string, parameters: string): Record<string, string> {
  return Object.fromEntries(ask(path, parameters).parameters);
}

describe('a query for Prometheus', () => {
  test('is rebuilt from known parts only', () => {
    const query = ask('/query', 'query=up&time=100&timeout=9h&debug=1&stats=all');

    assert.equal(query.url, '/api/v1/query');
    assert.deepEqual(Object.fromEntries(query.parameters), { query: 'up', time: '100' });
  });

  test('without a time means now, at the last full five seconds', () => {
    assert.deepEqual(sent('/query', 'query=up'), { query: 'up', time: String(nowSeconds - 3.5) });
  });

  test('over a range starts and ends at multiples of its step', () => {
    assert.deepEqual(sent('/query_range', 'query=up&start=101&end=209.5&step=15s'), {
      query: 'up',
      start: '90',
      end: '195',
      step: '15',
    });
  });

  test('takes times as RFC 3339 too', () => {
    const { start } = sent('/query_range', 'query=up&start=1970-01-01T00:01:00Z&end=120&step=60');

    assert.equal(start, '60');
  });

  test('of the same moments is the same for all who ask', () => {
    const one = ask('/query_range', 'query=up&start=1000&end=4600&step=30');
    const other = ask('/query_range', 'query=up&start=1007.2&end=4607.9&step=30s');

    assert.equal(one.parameters.toString(), other.parameters.toString());
  });

  test('with too small a step gets a larger one, and is told', () => {
    const query = ask('/query_range', 'query=up&start=0&end=86400&step=1s');

    assert.equal(query.parameters.get('step'), '44');
    assert.equal(query.warning, 'step raised from 1s to 44s: at most 2000 points a series');
  });

  test('never gets more points than allowed', () => {
    const range = fc.record({
      start: fc.integer({ min: 0, max: 2_000_000_000 }),
      length: fc.integer({ min: 0, max: 32 * 86_400 }),
      step: fc.double({ min: 0.001, max: 100_000, noNaN: true }).map((step) => step.toFixed(3)),
    });
    fc.assert(
      fc.property(range, ({ start, length, step }) => {
        fc.pre(Number(step) > 0);
        const built = sent(
          '/query_range',
          `query=up&start=${start}&end=${start + length}&step=${step}`,
        );
        const points = (Number(built.end) - Number(built.start)) / Number(built.step) + 1;
        assert.ok(points <= limits.points + 1e-6, `${points} points`);
      }),
    );
  });

  test('for series has minutes at its ends and a bounded number', () => {
    assert.deepEqual(sent('/series', 'match[]=up&start=61&end=119&limit=99999999'), {
      'match[]': 'up',
      start: '60',
      end: '120',
      limit: '10000',
    });
  });

  test('for label values looks back an hour unless told', () => {
    const { start, end } = sent('/label/hospital/values', '');

    assert.equal(Number(end) - Number(start), 3660);
  });

  for (const [path, parameters, reason] of [
    ['/query', '', /query: expected an expression/],
    ['/query', 'query=up&time=yesterday', /time: expected Unix seconds or RFC 3339/],
    ['/query', `query=${'x'.repeat(8193)}`, /at most 8192 bytes, got 8193/],
    ['/query', `query=${'医'.repeat(2731)}`, /at most 8192 bytes, got 8193/],
    ['/query_range', 'query=up&end=1&step=1', /start: expected a time/],
    ['/query_range', 'query=up&start=0&end=1', /step: expected seconds or a duration/],
    ['/query_range', 'query=up&start=0&end=1&step=0', /step: expected seconds/],
    ['/query_range', 'query=up&start=0&end=1&step=-5', /step: expected seconds/],
    ['/query_range', 'query=up&start=2&end=1&step=1', /end: expected a time after start/],
    ['/query_range', 'query=up&start=0&end=2764801&step=1h', /at most 32d, got 32d1s/],
    ['/series', 'start=0&end=1', /match\[\]: expected at least one selector/],
    ['/series', `match[]=${'x'.repeat(9000)}`, /match\[\]: expected at most 8192 bytes/],
    ['/series', 'match[]=a&'.repeat(21), /match\[\]: expected at most 20/],
    ['/labels', 'start=0&end=9999999', /range: expected at most 32d/],
    ['/labels', 'limit=none', /limit: expected a whole number above 0/],
  ] as const) {
    test(`${path}?${parameters.slice(0, 40)} is refused with a reason`, () => {
      assert.throws(() => ask(path, parameters), { status: 400, message: reason });
    });
  }

  for (const path of [
    '/query_exemplars',
    '/admin/tsdb/delete_series',
    '/targets',
    '/status/config',
    '/query/',
    '/label/../values',
    '/label/a%2fb/values',
    '/label/a/values/../../admin',
    '/',
    '',
  ]) {
    test(`the path ${JSON.stringify(path)} does not exist`, () => {
      assert.throws(() => ask(path, 'query=up'), { status: 404 });
    });
  }
});
