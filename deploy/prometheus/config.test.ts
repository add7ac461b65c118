import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { tempDir } from '../../test/support/temp-dir.ts';
import { readSettings } from '../settings.ts';
import { findProgram } from '../system/commands.ts';
import { prometheusConfig } from './config.ts';
import { ruleFiles, scaleDuration, scaleRules } from './scaled-rules.ts';

const rules = 'exporter-rules/generated';
const hasPromtool = findProgram('promtool') !== undefined;
const skip = hasPromtool ? false : 'promtool is not installed';

function checkAll(t: TestContext, timeScale: number) {
  const folder = tempDir(t);
  mkdirSync(join(folder, 'rules'));
  const settings = readSettings('/nowhere', [
    ['timeScale', String(timeScale)],
    ['portOffset', '22000'],
  ]);
  writeFileSync(join(folder, 'prometheus.yml'), prometheusConfig(settings));
  for (const [name, text] of ruleFiles(rules, { timeScale, runbooks: 'http://127.0.0.1:1/r' })) {
    writeFileSync(join(folder, 'rules', name), text);
  }
  return spawnSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], {
    encoding: 'utf8',
  });
}

describe('configuration of Prometheus', () => {
  for (const timeScale of [1, 5, 20]) {
    test(`promtool accepts it with its rules at time scale ${timeScale}`, { skip }, (t) => {
      const { status, stdout, stderr } = checkAll(t, timeScale);

      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /rule files found/);
    });
  }

  test('every target is on loopback, on the ports that were set', () => {
    const text = prometheusConfig(readSettings('/nowhere', [['ports.notifier', '9999']]));

    const addresses = [...text.matchAll(/\d+\.\d+\.\d+\.\d+(:\d+)?/g)].map(([address]) => address);
    assert.ok(addresses.length > 8, text);
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith('127.0.0.1:')),
      [],
    );
    assert.ok(addresses.includes('127.0.0.1:9999'));
  });

  for (const [words, interval, timeout] of [
    [[], '15s', '10s'],
    [[['fleet', 'full']], '30s', '10s'],
    [[['scrapeInterval', '7s']], '7s', '7s'],
    [
      [
        ['fleet', 'full'],
        ['timeScale', '10'],
      ],
      '3s',
      '3s',
    ],
  ] as const) {
    test(`pages with ${JSON.stringify(words)} come every ${interval}`, () => {
      const { scrape_configs } = parse(prometheusConfig(readSettings('/nowhere', words)));

      assert.equal(scrape_configs[0].scrape_interval, interval);
      assert.equal(scrape_configs[0].scrape_timeout, timeout);
    });
  }

  test('a probe asks the prober about the gateway', () => {
    const config = parse(prometheusConfig(readSettings('/nowhere', [])));

    const job = config.scrape_configs.find(
      (one: { job_name: string }) => one.job_name === 'probe-gateway',
    );
    assert.deepEqual(job.relabel_configs.at(-1), {
      target_label: '__address__',
      replacement: '127.0.0.1:9200',
    });
    assert.equal(job.metrics_path, '/probe');
  });
});

describe('the time scale', () => {
  test('divides what waits and leaves expressions alone', () => {
    const text = `groups:
  - name: topology
    interval: 15s
    rules:
      - alert: HospitalLineDown
        expr: max_over_time(up[2m]) == 0
        for: 1m30s
        keep_firing_for: 5m
      - record: city:up:ratio
        expr: avg(up)
`;

    const scaled = parse(scaleRules(text, 5));

    const [group] = scaled.groups;
    assert.equal(group.interval, '3s');
    assert.deepEqual(group.rules[0], {
      alert: 'HospitalLineDown',
      expr: 'max_over_time(up[2m]) == 0',
      for: '18s',
      keep_firing_for: '1m',
    });
    assert.deepEqual(group.rules[1], { record: 'city:up:ratio', expr: 'avg(up)' });
  });

  test('gives durations that Prometheus can read', () => {
    assert.equal(scaleDuration('10s', 4), '2s500ms');
    assert.equal(scaleDuration('15s', 7), '2s143ms');
  });
});

test('links of alarms lead to the runbooks of this installation', () => {
  const files = ruleFiles(rules, { timeScale: 1, runbooks: 'https://center.example/runbooks' });
  const links = files.flatMap(([, text]) => text.match(/runbook_url: \S+/g) ?? []);

  assert.ok(links.length > 5);
  for (const link of links)
    assert.match(link, /^runbook_url: https:\/\/center\.example\/runbooks\/[A-Z]/);
});
