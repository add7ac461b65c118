import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { gauge } from '../catalog/metric.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/json-log.ts';
import { OwnMetrics } from '../lib/own-metrics.ts';
import type { Collect, Collector } from './collectors/collector.ts';
import { defaultConfig } from './config.ts';
import { LinuxHost } from './host/linux-host.ts';
import { BusyError, Scraper } from './scrape.ts';
import { newScrapeCounts } from './scrape-counts.ts';
import { everything, parseSelection } from './selection.ts';

const quick = gauge('node_quick', 'Quick.');
const slow = gauge('node_slow', 'Slow.');
const own = gauge('yibao_own', 'Own.');

function collector(name: string, runsIn: Collector['runsIn'], collect: Collect): Collector {
  const metrics = [name === 'quick' ? quick : slow];
  return {
    name,
    os: ['linux'],
    cadence: 'scrape',
    runsIn,
    byDefault: true,
    metrics,
    start: () => collect,
  };
}

function setUp(t: TestContext, slowly: Collect) {
  const time = { nowMs: 0 };
  const clock = { now: systemClock.now, monotonic: () => time.nowMs };
  const registry = new OwnMetrics();
  registry.gauge(own).set(5);
  let runs = 0;
  const counts = newScrapeCounts();
  const scraper = new Scraper({
    collectors: [
      collector('quick', 'main', (emit) => emit(quick, ++runs)),
      collector('slow', 'helper', slowly),
    ],
    settings: defaultConfig.collectors,
    host: new LinuxHost({ clock }),
    clock,
    log: silentLog,
    own: registry,
    limits: () => ({ maxSeries: 100, maxLabelBytes: 100, onDropped: () => {} }),
    counts,
  });
  t.after(() => scraper.close());
  const scrape = async (timeoutMs = 5000, query = '') => {
    const selection = query === '' ? everything : parseSelection(query, new Set(['quick', 'slow']));
    return String(await scraper.scrape({ selection, gzip: false, timeoutMs }));
  };
  return { scraper, scrape, time, runs: () => runs, coalesced: () => counts.coalesced };
}

const soon: Collect = async (emit) => {
  await sleep(5);
  emit(slow, 7);
};

describe('a scrape', () => {
  test('joins what is quick, what is slow, and the registry, with a verdict on each', async (t) => {
    const { scrape } = setUp(t, soon);

    const page = await scrape();

    assert.match(page, /^node_quick +1$/m);
    assert.match(page, /^node_slow +7$/m);
    assert.match(page, /^yibao_own 5$/m);
    assert.match(page, /^node_scrape_collector_success\{collector="slow"\} +1$/m);
    assert.match(page, /^node_scrape_collector_duration_seconds\{collector="quick"\} /m);
  });

  test('tells of each collector how many series it has and how long it has run in all', async (t) => {
    const { scrape, time } = setUp(t, soon);

    await scrape();
    time.nowMs += 2000;
    const page = await scrape();

    assert.match(page, /^yibao_agent_collector_series\{collector="slow"\} +1$/m);
    assert.match(page, /^yibao_agent_collector_run_seconds_total\{collector="slow"\} +[\d.]+$/m);
    assert.match(page, /^yibao_agent_heap_used_bytes +\d+$/m);
    assert.match(page, /^yibao_agent_memory_rss_anon_bytes +\d+$/m);
    assert.match(page, /^yibao_agent_scrapes_total\{code="503"\} +0$/m);
  });

  test('answers at its deadline with what is there', async (t) => {
    const { scrape } = setUp(t, () => new Promise(() => {}));

    const page = await scrape(60);

    assert.match(page, /^node_quick +1$/m);
    assert.doesNotMatch(page, /^node_slow/m);
    assert.match(page, /^node_scrape_collector_success\{collector="slow"\} +0$/m);
    assert.match(page, /^yibao_agent_collector_timeout\{collector="slow"\} +1$/m);
  });

  test('a scraper in more haste brings the deadline nearer for all', async (t) => {
    const { scrape } = setUp(t, () => new Promise(() => {}));
    const startedAt = performance.now();

    await Promise.all([scrape(20_000), scrape(80)]);

    assert.ok(performance.now() - startedAt < 10_000);
  });

  test('is shared by all who come within a second', async (t) => {
    const { scraper, scrape, time, runs, coalesced } = setUp(t, soon);

    const [first, second] = await Promise.all([scrape(), scrape()]);
    time.nowMs += 999;
    const gzipped = await scraper.scrape({ selection: everything, gzip: true, timeoutMs: 5000 });
    time.nowMs += 1;
    const later = await scrape();

    assert.equal(second, first);
    assert.equal(String(gunzipSync(gzipped)), first);
    assert.match(later, /^node_quick +2$/m);
    assert.equal(runs(), 2);
    assert.equal(coalesced(), 2);
  });

  test('of some collectors shows only those, and does not disturb the page of all', async (t) => {
    const { scrape } = setUp(t, soon);
    const all = await scrape();

    const some = await scrape(5000, 'collect[]=quick');
    const again = await scrape();

    assert.doesNotMatch(some, /slow/);
    assert.match(some, /^node_quick +2$/m);
    assert.match(again, /^node_slow +7$/m);
    assert.notEqual(again, all);
  });

  test('a page once given does not change when the next one is made', async (t) => {
    const { scraper, time } = setUp(t, soon);
    const request = { selection: everything, gzip: false, timeoutMs: 5000 };
    const first = await scraper.scrape(request);
    const text = String(first);
    time.nowMs += 2000;

    await scraper.scrape(request);

    assert.equal(String(first), text);
  });

  test('the ninth that waits is sent away', async (t) => {
    const { scrape } = setUp(t, soon);

    const results = await Promise.allSettled(Array.from({ length: 9 }, () => scrape()));

    const refused = results.filter(({ status }) => status === 'rejected');
    assert.equal(refused.length, 1);
    assert.ok(
      refused.every((result) => result.status === 'rejected' && result.reason instanceof BusyError),
    );
  });
});
