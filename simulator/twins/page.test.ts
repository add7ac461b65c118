import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { allMetrics } from '../../catalog/index.ts';
import { txnKinds } from '../../catalog/labels.ts';
import type { Metric } from '../../catalog/metric.ts';
import {
  hourMs,
  minuteMs,
  mondayMorning,
  placed,
  read,
  seriesOf,
  smallCity,
  sumOf,
} from '../test-support.ts';

const city = smallCity();
const everyServer = [...city.servers.keys()];
const metrics = new Map(allMetrics.map((metric) => [metric.name, metric]));
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** Names that node_exporter chose, which promtool finds unusual. */
const accepted = /^node_memory_\w+ metric names should be written in 'snake_case'/;

describe('page of a twin', () => {
  for (const server of ['99010001-a', '99010001-b', '99020001-a', '99030001-a']) {
    test(`promtool accepts the page of ${server}`, { skip: !hasPromtool }, () => {
      const page = city.page(placed(city, server), mondayMorning);
      const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: page,
        encoding: 'utf8',
      });
      const complaints = `${stdout}${stderr}`
        .split('\n')
        .filter((line) => line !== '' && !accepted.test(line));

      assert.deepEqual(complaints, []);
    });
  }

  test('the same seed gives the same page at the same time, whatever was asked before', () => {
    const other = smallCity();
    for (let at = 0; at < 5; at += 1) read(other, '99010001-a', mondayMorning + at * hourMs);

    assert.equal(
      other.page(placed(other, '99010001-a'), mondayMorning),
      city.page(placed(city, '99010001-a'), mondayMorning),
    );
  });

  test('another seed gives another page', () => {
    const other = smallCity(2);

    assert.notEqual(
      other.page(placed(other, '99010001-a'), mondayMorning),
      city.page(placed(city, '99010001-a'), mondayMorning),
    );
  });

  test('the page of a small hospital is the one in testdata', (t) => {
    const page = city.page(placed(city, '99030001-a'), mondayMorning);

    t.assert.fileSnapshot(page, join(import.meta.dirname, 'testdata', 'small-hospital.prom'), {
      serializers: [(value: string) => value],
    });
  });

  test('every line is a metric of the catalog with its labels and closed values', () => {
    for (const server of everyServer) {
      for (const series of read(city, server, mondayMorning).keys()) {
        const mistake = strangenessOf(series);
        assert.equal(mistake, undefined, `${server}: ${series}: ${mistake}`);
      }
    }
  });

  test('no page has more than the 600 series that the agent allows, and none twice', () => {
    for (const server of everyServer) {
      const page = city.page(placed(city, server), mondayMorning);
      const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

      assert.ok(lines.length <= 600, `${server} has ${lines.length}`);
      assert.equal(seriesOf(page).size, lines.length, server);
    }
  });

  test('no counter ever falls, over two days and midnight', () => {
    for (const server of ['99010001-a', '99020001-a', '99040001-a']) {
      let before = read(city, server, mondayMorning);
      for (let at = mondayMorning; at < mondayMorning + 48 * hourMs; at += 67 * minuteMs) {
        const now = read(city, server, at);
        for (const [series, value] of now) {
          if (!isCounter(series)) continue;
          assert.ok(value >= (before.get(series) ?? 0), `${server} ${series} at ${at}`);
        }
        before = now;
      }
    }
  });

  test('a histogram counts exactly the finished calls, and its buckets rise', () => {
    const now = read(city, '99010001-a', mondayMorning);
    for (const kind of txnKinds) {
      const count = now.get(`yibao_txn_duration_seconds_count{txn="${kind}"}`);
      if (count === undefined) continue;
      assert.equal(count, sumOf(now, 'yibao_txn_total{', `txn="${kind}"`), kind);
      const rising = [...now]
        .filter(([name]) => name.startsWith(`yibao_txn_duration_seconds_bucket{txn="${kind}"`))
        .map(([, value]) => value);
      assert.deepEqual(
        rising,
        rising.toSorted((a, b) => a - b),
        kind,
      );
      assert.equal(rising.at(-1), count, kind);
    }
  });

  test('between any two scrapes the buckets rise too, so that quantiles are true with few calls', () => {
    const name = (le: string) => `yibao_txn_duration_seconds_bucket{txn="trade",le="${le}"}`;
    const bounds = ['0.1', '0.25', '0.5', '1', '2', '3', '5', '10', '30', '120', '+Inf'];
    let before = read(city, '99010003-a', mondayMorning);
    for (let at = 1; at <= 120; at += 1) {
      const now = read(city, '99010003-a', mondayMorning + at * 15_000);
      const steps = bounds.map((le) => (now.get(name(le)) ?? 0) - (before.get(name(le)) ?? 0));
      assert.deepEqual(
        steps,
        steps.toSorted((a, b) => a - b),
        `scrape ${at}`,
      );
      before = now;
    }
  });

  test('p95 of trades in the peak lies between one and three seconds', () => {
    const from = read(city, '99010001-a', mondayMorning - hourMs);
    const to = read(city, '99010001-a', mondayMorning);
    const bucket = (le: string) => {
      const name = `yibao_txn_duration_seconds_bucket{txn="trade",le="${le}"}`;
      return (to.get(name) ?? 0) - (from.get(name) ?? 0);
    };

    assert.ok(bucket('1') / bucket('+Inf') < 0.95);
    assert.ok(bucket('3') / bucket('+Inf') > 0.95);
  });

  test('errors keep their shares: 1.5 % business, 0.05 % system, 0.03 % time-outs', () => {
    const now = read(city, '99010001-a', mondayMorning);
    const of = (result: string) =>
      now.get(`yibao_txn_total{txn="person_info",result="${result}"}`) ?? 0;

    assert.ok(Math.abs(of('business_error') / of('ok') - 0.015) < 0.0005);
    assert.ok(Math.abs(of('system_error') / of('ok') - 0.0005) < 0.00005);
    assert.ok(Math.abs(of('timeout') / of('ok') - 0.0003) < 0.00003);
  });

  test('a Monday of the whole city settles what the data say, within 12 % for the mood of the day', () => {
    const from = Date.parse('2026-11-23T00:00:00+08:00');
    const settled = everyServer.reduce((sum, server) => {
      const day = [from + 24 * hourMs, from].map((at) =>
        sumOf(read(city, server, at), 'yibao_txn_mode_total'),
      );
      return sum + (day[0] ?? 0) - (day[1] ?? 0);
    }, 0);
    const planned = city.plan.hospitals.reduce((sum, each) => sum + each.settlementsPerDay, 0);

    // A Monday is 1.135 of a working day; three times the 4 % by which the city's days differ.
    assert.ok(Math.abs(settled / (planned * 1.135) - 1) < 0.12, `${settled} of ${planned}`);
  });

  test('processor time adds up to the time since the boot', () => {
    const now = read(city, '99010001-a', mondayMorning);
    const boot = now.get('node_boot_time_seconds') ?? 0;
    const seconds = sumOf(now, 'node_cpu_seconds_total', 'cpu="0"');

    assert.ok(Math.abs(seconds - (mondayMorning / 1000 - boot)) < 1, `${seconds}`);
  });

  test('in the morning all downloads of the night are there', () => {
    for (const server of everyServer) {
      const now = read(city, server, Date.parse('2026-11-23T06:30:00+08:00'));
      for (const [series, value] of now) {
        if (!series.startsWith('yibao_download_last_success')) continue;
        const age = Date.parse('2026-11-23T06:30:00+08:00') / 1000 - value;
        assert.ok(age > 0 && age < 6.1 * 3600, `${server} ${series}: ${age} s old`);
      }
    }
  });

  test('only the primary of a healthy pair serves', () => {
    const [a, b] = ['99010001-a', '99010001-b'].map((id) => read(city, id, mondayMorning));

    assert.equal(a?.get('yibao_pair_active'), 1);
    assert.equal(b?.get('yibao_pair_active'), 0);
    assert.equal(b?.get('yibao_txn_mode_total{mode="online"}'), 0);
    assert.equal(b?.get('yibao_pair_state{state="ok"}'), 1);
  });
});

function isCounter(series: string): boolean {
  return /_(total|bucket|count|sum)(\{|$)/.test(series);
}

/** What is wrong with a series, measured by the catalog. */
function strangenessOf(series: string): string | undefined {
  const [, name = '', inside = ''] = /^([a-z_A-Z0-9]+)(?:\{(.*)\})?$/.exec(series) ?? [];
  const metric = metrics.get(name) ?? metrics.get(name.replace(/_(bucket|sum|count)$/, ''));
  if (metric === undefined) return 'not in the catalog';
  const labels = [...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
    key,
    value,
  ]) as [string, string][];
  const keys = labels.map(([key]) => key).filter((key) => key !== 'le');
  if (keys.join() !== metric.labels.join()) return `labels ${keys}, expected ${metric.labels}`;
  return labels.map(([key, value]) => outsideOf(metric, key, value)).find(Boolean);
}

function outsideOf(metric: Metric, key: string, value: string): string | undefined {
  const allowed = metric.closed?.[key];
  return allowed === undefined || allowed.includes(value) ? undefined : `${key}="${value}"`;
}
