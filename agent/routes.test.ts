import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../lib/clock.ts';
import { listen } from '../lib/http-server.ts';
import { silentLog } from '../lib/json-log.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import { loadavg } from './collectors/cpu/loadavg.ts';
import { time } from './collectors/system/time.ts';
import { defaultConfig } from './config.ts';
import { LinuxHost } from './host/linux-host.ts';
import { acceptsGzip, agentRoutes, timeoutOf } from './routes.ts';
import { Scraper } from './scrape.ts';
import { newScrapeCounts } from './scrape-counts.ts';

async function serve(t: TestContext) {
  const counts = newScrapeCounts();
  const state = { ready: true };
  const scraper = new Scraper({
    collectors: [loadavg, time],
    settings: defaultConfig.collectors,
    host: new LinuxHost({ clock: systemClock }),
    clock: systemClock,
    log: silentLog,
    own: new OwnMetrics(),
    limits: () => ({ maxSeries: 100, maxLabelBytes: 100, onDropped: () => {} }),
    counts,
  });
  const handler = agentRoutes({ scraper, counts, isReady: () => state.ready, log: silentLog });
  const { port, close } = await listen(handler, { host: '127.0.0.1', port: 0 });
  t.after(async () => {
    await close();
    scraper.close();
  });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { connection: 'close', ...init.headers },
    });
  return { ask, answered: counts.answered, port, state };
}

describe('the pages of the agent', () => {
  test('metrics come as text 0.0.4, plain or gzipped, with their length', async (t) => {
    const { ask, answered } = await serve(t);

    const plain = await ask('/metrics', { headers: { 'accept-encoding': 'identity' } });
    const gzipped = await ask('/metrics', { headers: { 'accept-encoding': 'gzip' } });

    for (const response of [plain, gzipped]) {
      assert.equal(
        response.headers.get('content-type'),
        'text/plain; version=0.0.4; charset=utf-8',
      );
      assert.equal(response.headers.get('etag'), null);
      assert.equal(response.headers.get('x-powered-by'), null);
      assert.match(await response.text(), /^node_load1 +[\d.]+$/m);
    }
    assert.equal(gzipped.headers.get('content-encoding'), 'gzip');
    assert.equal(answered['200'], 2);
  });

  test('collect[] and exclude[] choose, and mistakes are told with 400', async (t) => {
    const { ask, answered } = await serve(t);

    const some = await (await ask('/metrics?collect[]=time')).text();
    const others = await (await ask('/metrics?exclude%5B%5D=time')).text();
    const both = await ask('/metrics?collect[]=time&exclude[]=time');
    const unknown = await ask('/metrics?collect[]=nothing');

    assert.match(some, /^node_time_seconds /m);
    assert.doesNotMatch(some, /node_load1/);
    assert.doesNotMatch(others, /node_time_seconds/);
    assert.equal(both.status, 400);
    assert.equal(unknown.status, 400);
    assert.match(await unknown.text(), /no such collector is on: nothing/);
    assert.deepEqual(answered, { '200': 2, '400': 2, '500': 0, '503': 0 });
  });

  test('HEAD shows that the door is open; everything that writes is refused', async (t) => {
    const { ask, answered } = await serve(t);

    const head = await ask('/metrics', { method: 'HEAD' });
    const post = await ask('/metrics', { method: 'POST', body: 'x' });

    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
    assert.equal(post.status, 405);
    assert.equal(post.headers.get('allow'), 'GET, HEAD');
    assert.deepEqual(answered, newScrapeCounts().answered);
  });

  test('health, readiness, a page for people, and nothing else', async (t) => {
    const { ask, state } = await serve(t);

    assert.equal((await ask('/-/healthy')).status, 200);
    assert.equal((await ask('/-/ready')).status, 200);
    state.ready = false;
    assert.equal((await ask('/-/ready')).status, 503);
    assert.match(await (await ask('/')).text(), /<a href="\/metrics">/);
    assert.equal((await ask('/probe?target=10.0.0.1')).status, 404);
    assert.equal((await ask('/debug/pprof')).status, 404);
  });

  for (const target of [
    '/%',
    '/metrics?collect[]=%E0%A4%A',
    '//',
    '/metrics/../../etc/passwd',
    '*',
  ]) {
    test(`a crooked request for ${target} is answered and harms nobody`, async (t) => {
      const { ask, port } = await serve(t);

      const answer = await raw(
        port,
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );

      assert.match(answer, /^HTTP\/1\.1 [24]\d\d /);
      assert.equal((await ask('/-/healthy')).status, 200);
    });
  }
});

function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (part) => {
      answer += part.toString('latin1');
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

for (const [header, expected] of [
  [undefined, 9500],
  ['10', 9500],
  ['15.5', 15_000],
  ['0.6', 500],
  ['-1', 9500],
  ['x', 9500],
  ['1e9', 9500],
] as const) {
  test(`a scraper that waits ${header} seconds leaves ${expected} ms to collect`, () => {
    assert.equal(timeoutOf(header), expected);
  });
}

for (const [header, expected] of [
  [undefined, false],
  ['gzip', true],
  ['deflate, gzip;q=0.8', true],
  ['gzip;q=0', false],
  ['gzip; q=0.0, br', false],
  ['identity', false],
] as const) {
  test(`Accept-Encoding ${header} ${expected ? 'means' : 'does not mean'} gzip`, () => {
    assert.equal(acceptsGzip(header), expected);
  });
}
