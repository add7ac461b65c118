import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { expressApp, listen } from '../../../lib/http-server.ts';
import { silentLog } from '../../../lib/json-log.ts';
import { OwnMetrics } from '../../../lib/own-metrics.ts';
import { Problem } from '../../../protocol/console-api.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { realPrometheus } from '../../../test/support/real-prometheus.ts';
import { suiteOwner } from '../../../test/support/suite-owner.ts';
import { CenterConfig, proxyLimits } from '../../config.ts';
import { notFound, problems } from '../problem.ts';
import type { ProxyLimits } from './limits.ts';
import { PrometheusProxy } from './prometheus-proxy.ts';

const now = Date.parse('2026-11-20T08:00:00Z');
const nowSeconds = now / 1000;
const defaults = proxyLimits(CenterConfig.parse({ database: { url: '' } }).prometheus);

/** Two hours of two servers, a sample a minute. */
const history = `${['# TYPE up gauge']
  .concat(
    Array.from({ length: 240 }, (_, at) => {
      const time = nowSeconds - 7200 + Math.floor(at / 2) * 60;
      return `up{server="YB-${at % 2}",hospital="05110001"} 1 ${time}`;
    }),
  )
  .join('\n')}\n# EOF\n`;

describe('the proxy in front of a real Prometheus', () => {
  const owner = suiteOwner();
  let url = '';
  before(async () => {
    url = await realPrometheus(owner, { port: 21_210, history });
  });

  test('answers an instant query', async (t) => {
    const { get } = await proxyOf(t, { url });

    const { status, body } = await get(`/query?query=${encodeURIComponent('sum(up)')}`);

    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body).data.result[0].value, [nowSeconds, '2']);
  });

  test('answers a range query sent as a form', async (t) => {
    const { base } = await proxyOf(t, { url });
    const form = { query: 'up', start: String(nowSeconds - 3600), end: String(nowSeconds) };

    const response = await fetch(`${base}/query_range`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, step: '60' }),
    });

    const { data } = (await response.json()) as { data: { result: { values: unknown[] }[] } };
    assert.deepEqual(
      data.result.map(({ values }) => values.length),
      [61, 61],
    );
  });

  test('takes an expression of 8 kB as a form, and no longer one', async (t) => {
    const { base } = await proxyOf(t, { url });
    const post = (query: string) =>
      fetch(`${base}/query`, { method: 'POST', body: new URLSearchParams({ query }) });

    const longest = await post('up'.padEnd(8192));
    const longer = await post('up'.padEnd(8193));

    assert.equal(longest.status, 200);
    assert.equal(longer.status, 400);
  });

  test('tells in the answer that it raised the step', async (t) => {
    const { get } = await proxyOf(t, { url, limits: { points: 62 } });

    const { body } = await get(
      `/query_range?query=up&start=${nowSeconds - 3600}&end=${nowSeconds}&step=15`,
    );

    const { warnings, data } = JSON.parse(body);
    assert.deepEqual(warnings, ['step raised from 15s to 1m: at most 62 points a series']);
    assert.equal(data.result[0].values.length, 61);
  });

  for (const [path, expected] of [
    ['/labels', ['__name__', 'hospital', 'server']],
    ['/label/server/values', ['YB-0', 'YB-1']],
    ['/label/server/values?match[]=up{server="YB-1"}', ['YB-1']],
    ['/series?match[]=up', ['YB-0', 'YB-1']],
  ] as const) {
    test(`answers ${path}`, async (t) => {
      const { get } = await proxyOf(t, { url });

      const { data } = JSON.parse((await get(path)).body);

      const names = data.map((each: string | { server: string }) =>
        typeof each === 'string' ? each : each.server,
      );
      assert.deepEqual(names, expected);
    });
  }

  test('answers /metadata', async (t) => {
    const { get } = await proxyOf(t, { url });

    assert.deepEqual(JSON.parse((await get('/metadata?metric=up')).body).data, {});
  });

  test('passes on what Prometheus says about a bad expression', async (t) => {
    const { get } = await proxyOf(t, { url });

    const { status, body, type } = await get('/query?query=sum(');

    assert.equal(status, 400);
    assert.match(type, /^application\/problem\+json/);
    const problem = Problem.parse(JSON.parse(body));
    assert.match(problem.detail, /parse error: unclosed left parenthesis/);
    assert.match(problem.instance, /^urn:uuid:/);
  });

  test('cuts an answer that is too large', async (t) => {
    const { get, metrics } = await proxyOf(t, { url, limits: { answerBytes: 1000 } });

    const { status, body } = await get(
      `/query_range?query=up&start=${nowSeconds - 3600}&end=${nowSeconds}&step=60`,
    );

    assert.equal(status, 422);
    assert.match(body, /the answer is larger than 1000 bytes; ask for less/);
    assert.match(
      await metrics.text(),
      /proxy_requests_total\{path="query_range",outcome="refused"\} 1/,
    );
  });

  test('asks once for forty screens, and again when the answer is old', async (t) => {
    const { get, metrics, clock } = await proxyOf(t, { url });

    const answers = await Promise.all(Array.from({ length: 40 }, () => get('/query?query=up')));
    await get('/query?query=up&time='.concat(String(nowSeconds + 4)));
    clock.moveTo(now + 5000);
    await get('/query?query=up');

    assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
    const page = await metrics.text();
    assert.match(page, /proxy_requests_total\{path="query",outcome="fetched"\} 2/);
    const shared = [...page.matchAll(/outcome="(?:cached|joined)"\} (\d+)/g)];
    assert.equal(
      shared.reduce((sum, [, count]) => sum + Number(count), 0),
      40,
    );
    assert.match(page, /proxy_duration_seconds_count\{path="query"\} 2/);
    assert.match(page, /proxy_in_flight 0/);
  });

  for (const [method, path] of [
    ['POST', '/admin/tsdb/delete_series?match[]=up'],
    ['POST', '/series'],
    ['PUT', '/query'],
    ['DELETE', '/series?match[]=up'],
    ['GET', '/query_exemplars?query=up'],
    ['GET', '/status/flags'],
    ['GET', '/label/%2e%2e/values'],
  ] as const) {
    test(`has no ${method} ${path}`, async (t) => {
      const { base } = await proxyOf(t, { url });

      const response = await fetch(`${base}${path}`, { method });

      assert.equal(response.status, 404);
      Problem.parse(await response.json());
    });
  }
});

describe('the proxy', () => {
  test('says that Prometheus is away', async (t) => {
    const { get } = await proxyOf(t, { url: 'http://127.0.0.1:21299' });

    const { status, body } = await get('/query?query=up');

    assert.equal(status, 502);
    assert.match(body, /Prometheus cannot be reached/);
  });

  test('does not wait for ever', async (t) => {
    const url = await hangingServer(t);
    const { get } = await proxyOf(t, { url, limits: { timeoutMs: -950 } }); // 50 ms with its grace

    const { status, body } = await get('/query?query=up');

    assert.equal(status, 504);
    assert.match(body, /did not answer in time/);
  });

  test('asks a client for patience when it has too many queries under way', async (t) => {
    const url = await hangingServer(t);
    const limits = { inFlightPerClient: 2, waitMs: 20, timeoutMs: -500 };
    const { get, metrics } = await proxyOf(t, { url, limits });
    const slow = [get('/query?query=a'), get('/query?query=b')];
    await sleep(5);

    const { status, headers, body } = await get('/query?query=c');

    assert.equal(status, 429);
    assert.equal(headers.get('retry-after'), '1');
    assert.match(body, /try again in a moment/);
    await Promise.all(slow);
    assert.match(await metrics.text(), /proxy_requests_total\{path="query",outcome="busy"\} 1/);
  });
});

interface Setup {
  readonly url: string;
  readonly limits?: Partial<ProxyLimits>;
}

async function proxyOf(t: TestContext, { url, limits = {} }: Setup) {
  const clock = new FakeClock(now);
  const metrics = new OwnMetrics();
  const proxy = new PrometheusProxy({ url, limits: { ...defaults, ...limits }, clock, metrics });
  const app = expressApp();
  app.use('/api/v1', proxy.routes());
  app.use(notFound('no such call'), problems(silentLog));
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  t.after(() => listening.close());
  const base = `http://127.0.0.1:${listening.port}/api/v1`;
  const get = async (path: string) => {
    const response = await fetch(`${base}${path}`);
    const { status, headers } = response;
    const type = headers.get('content-type') ?? '';
    return { status, headers, type, body: await response.text() };
  };
  return { base, get, metrics, clock };
}

/** Takes connections and says nothing, as a Prometheus that is stuck on its disk. */
async function hangingServer(t: TestContext): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
