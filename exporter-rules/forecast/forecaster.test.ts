import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadConfig, parseConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/json-log.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { ForecasterConfig, isExcluded } from './config.ts';
import { createForecaster } from './forecaster.ts';
import type { HistoryQuery, Newest, Prometheus } from './prometheus.ts';
import type { OnSamples } from './reading/frames.ts';

const slot = 300_000;
const hour = 3_600_000;
const now = Date.parse('2026-11-20T12:00:00Z');
const labels = {
  district: '110105',
  hospital: '99010001',
  server: '99010001-a',
  role: 'primary',
  level: '3',
};

/** A backend with one volume whose level is a function of time; it remembers what it was asked. */
class OneVolume implements Prometheus {
  readonly asked: HistoryQuery[] = [];
  fails = false;
  readonly #level: (ms: number) => number;
  readonly #since: number;

  constructor(level: (ms: number) => number, since: number) {
    this.#level = level;
    this.#since = since;
  }

  async newest(name: string, atMs: number): Promise<readonly Newest[]> {
    if (this.fails) throw new Error('no answer');
    const series = { labels: { ...labels, mountpoint: '/data' }, timeMs: atMs };
    if (name === 'mount:fs_used_bytes:max5m') return [{ ...series, value: this.#level(atMs) }];
    return name === 'mount:fs_capacity_bytes:last5m' ? [{ ...series, value: 1000 }] : [];
  }

  async history(query: HistoryQuery, onSamples: OnSamples): Promise<void> {
    this.asked.push(query);
    if (query.name !== 'mount:fs_used_bytes:max5m') return;
    const first = Math.ceil(Math.max(query.startMs, this.#since) / slot) * slot;
    const times: number[] = [];
    for (let time = first; time <= query.endMs; time += slot) times.push(time);
    const values = Float64Array.from(times, (time) => this.#level(time));
    onSamples(
      { ...labels, mountpoint: '/data' },
      { times: Float64Array.from(times), values },
      times.length,
    );
  }
}

const onset = now - 8 * hour;
const runaway = (ms: number) =>
  400 + Math.sin(ms / 1e6) * 2 + Math.max(0, (ms - onset) / hour) * 40;

async function started(
  t: { after(run: () => void | Promise<void>): void },
  backend: Prometheus,
  folder = tempDir(t),
) {
  const config = ForecasterConfig.parse({
    dataFolder: folder,
    prometheus: 'http://127.0.0.1:1',
    listen: '127.0.0.1:0',
  });
  const clock = new FakeClock(now);
  const forecaster = await createForecaster({ config, clock, log: silentLog, prometheus: backend });
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await forecaster.close();
  };
  t.after(close);
  const url = `http://127.0.0.1:${forecaster.listening.port}`;
  const page = async (path: string) => (await fetch(url + path)).text();
  for (
    let turn = 0;
    turn < 200 && !(await page('/metrics')).match(/last_success_timestamp_seconds [1-9]/);
    turn += 1
  ) {
    if (backend instanceof OneVolume && backend.fails) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { page, close, folder };
}

describe('the forecaster', () => {
  test('tells new growth on its page with range, reason and probability', async (t) => {
    const { page } = await started(t, new OneVolume(runaway, now - 30 * 24 * hour));
    const text = await page('/metrics');

    assert.match(
      text,
      /yibao_forecast_novel\{.*server="99010001-a".*resource="disk",target="\/data"\} 1/,
    );
    assert.match(text, /yibao_forecast_exhaustion_probability\{.*horizon="24h"\} 0\.[3-9]/);
    assert.match(text, /yibao_forecast_info\{.*model="novel_growth",reason="novel_growth"\} 1/);
    assert.match(text, /yibao_forecast_targets\{resource="disk",state="ok"\} 1/);
    const { items } = JSON.parse(await page('/api/v1/forecasts'));
    assert.equal(items.length, 1);
    assert.ok(items[0].hoursTo.middle > 5 && items[0].hoursTo.middle < 9, JSON.stringify(items[0]));
    assert.match(
      items[0].text.en,
      /grows 4\.\d %\/h since .*not seen in 28 days; full in \d+-\d+ h/,
    );
    assert.match(await page('/api/v1/forecasts/99010001-a/disk/picture.svg?target=/data'), /^<svg/);
  });

  test('says that history is thin, and exports no forecast', async (t) => {
    const { page } = await started(t, new OneVolume(runaway, now - 3 * 24 * hour));
    const text = await page('/metrics');

    assert.match(text, /yibao_forecast_targets\{resource="disk",state="thin"\} 1/);
    assert.doesNotMatch(text, /yibao_forecast_exhaustion_probability\{/);
  });

  test('goes on after a restart with what it knew, reads only what it missed and says the same', async (t) => {
    const backend = new OneVolume(runaway, now - 30 * 24 * hour);
    const first = await started(t, backend);
    const before = (await first.page('/metrics')).match(/yibao_forecast_exhaustion.*/g);
    await first.close();
    backend.asked.length = 0;
    const second = await started(t, backend, first.folder);

    assert.deepEqual((await second.page('/metrics')).match(/yibao_forecast_exhaustion.*/g), before);
    assert.deepEqual(
      backend.asked.filter(({ name }) => name === 'mount:fs_used_bytes:max5m'),
      [],
    );
  });

  test('a backend that does not answer is counted, and nothing is invented', async (t) => {
    const backend = new OneVolume(runaway, now);
    backend.fails = true;
    const { page } = await started(t, backend);
    await new Promise((resolve) => setTimeout(resolve, 30));

    const text = await page('/metrics');
    assert.match(text, /yibao_forecast_read_failures_total [1-9]/);
    assert.doesNotMatch(text, /yibao_forecast_exhaustion_probability\{/);
  });
});

describe('configuration of the forecaster', () => {
  test('the example file is right', () => {
    const config = loadConfig(
      ForecasterConfig,
      join(import.meta.dirname, 'forecaster.example.yml'),
    );
    assert.equal(config.every, 300_000);
    assert.equal(config.exclude.length, 2);
  });

  test('an exclusion of everything, and an open door, are refused with a sentence', () => {
    const base = 'dataFolder: /x\nprometheus: http://127.0.0.1:9090\n';
    assert.throws(
      () => parseConfig(ForecasterConfig, 'f', `${base}exclude: [{}]\n`),
      /would exclude everything/,
    );
    assert.throws(
      () => parseConfig(ForecasterConfig, 'f', `${base}listen: 0.0.0.0:9390\n`),
      /loopback only/,
    );
  });

  test('every field of an exclusion must match, and * stands for anything', () => {
    const of = { resource: 'disk', target: '/recordings/a', labels: { server: 's1' } };
    assert.equal(isExcluded([{ resource: 'disk', target: '/rec*' }], of), true);
    assert.equal(isExcluded([{ target: '/rec' }], of), false);
    assert.equal(isExcluded([{ server: 's2', target: '/rec*' }], of), false);
    assert.equal(isExcluded([{ target: '/rec.rdings/a' }], of), false);
  });
});
