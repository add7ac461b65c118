import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { timing } from '../../exporter-rules/config.ts';

interface DataSources {
  readonly datasources: readonly {
    readonly type: string;
    readonly url: string;
    readonly editable: boolean;
    readonly jsonData: { readonly timeInterval?: string };
  }[];
}

interface Providers {
  readonly providers: readonly { readonly options: { readonly path: string } }[];
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const settings = read('grafana.env')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('=', 2) as [string, string]);

test('Grafana asks the local Prometheus at the interval at which the fleet is scraped', () => {
  const { datasources } = parse(read('datasources/yibao.yml')) as DataSources;
  const prometheus = datasources.find(({ type }) => type === 'prometheus');

  assert.equal(prometheus?.jsonData.timeInterval, timing.scrapeInterval);
  for (const { url, editable } of datasources) {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(editable, false);
  }
});

test('the folder that Grafana reads is a language of the generated boards', () => {
  const { providers } = parse(read('dashboards/yibao.yml')) as Providers;
  const path = providers[0]!.options.path;
  const home = new Map(settings).get('GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH')!;

  assert.equal(dirname(home), path);
  assert.ok(existsSync(join('dashboards/generated', basename(path), basename(home))));
});

test('the environment of Grafana holds settings only, each once', () => {
  const names = settings.map(([name]) => name);

  assert.ok(names.length >= 10);
  assert.equal(new Set(names).size, names.length);
  for (const [name, value] of settings) {
    assert.match(name, /^GF_[A-Z]+(_[A-Z]+)+$/);
    assert.match(value, /^\S+$/);
  }
});
