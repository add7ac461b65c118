import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { readSettings } from '../settings.ts';
import { forVmalert, ruleFiles } from './scaled-rules.ts';
import { globalConfig, rulesFor, shardConfig } from './shards.ts';

const settings = readSettings('/nowhere', []);
const globalUrl = 'http://127.0.0.1:9990';
const site = { timeScale: 1, runbooks: 'http://127.0.0.1:1/r' };
const files = ruleFiles('exporter-rules/generated', site);
const namesIn = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/(?:record|alert): (\S+)/g)].map(([, name = '']) => name);

describe('shards', () => {
  test('every rule belongs to a shard or to the view of the whole, none to both', () => {
    const all = files.flatMap(([, text]) => namesIn(text));
    const shard = files.flatMap(([, text]) => namesIn(rulesFor('shard', text)));
    const global = files.flatMap(([, text]) => namesIn(rulesFor('global', text)));

    assert.deepEqual([...shard, ...global].toSorted(), all.toSorted());
    assert.ok(shard.includes('DistrictLineDown') && shard.includes('hospital:state:code'));
    assert.ok(global.includes('CityLineDown') && global.includes('city:yibao_settle:rate5m'));
    assert.ok(global.includes('Watchdog'));
  });

  test('the first shard has what is no hospital’s, all have a part of the fleet and the gates of the city', () => {
    const jobs = (index: number) =>
      parse(shardConfig(settings, { index, of: 2, globalUrl })).scrape_configs.map(
        ({ job_name }: { readonly job_name: string }) => job_name,
      );
    const fleet = ['node', 'probe-gateway', 'probe-server'];

    assert.deepEqual(jobs(1), [...fleet, 'city-gates']);
    assert.ok(jobs(0).includes('notifier') && jobs(0).includes('node'));
  });

  test('a probe is dealt out before its target becomes a parameter', () => {
    const { scrape_configs } = parse(shardConfig(settings, { index: 1, of: 2, globalUrl }));
    const actions = scrape_configs[1].relabel_configs.map(
      ({ action = 'replace' }: { readonly action?: string }) => action,
    );

    assert.deepEqual(actions, ['hashmod', 'keep', 'replace', 'replace', 'replace']);
  });

  test('the view of the whole reads from every shard and scrapes no server', () => {
    const config = parse(globalConfig(settings, ['http://10.0.0.1:9090', 'http://10.0.0.2:9090']));

    assert.deepEqual(
      config.remote_read.map(({ url }: { readonly url: string }) => url),
      ['http://10.0.0.1:9090/api/v1/read', 'http://10.0.0.2:9090/api/v1/read'],
    );
    assert.deepEqual(config.scrape_configs[0].static_configs, [
      { targets: ['10.0.0.1:9090', '10.0.0.2:9090'] },
    ]);
  });
});

test('vmalert gets the rules in its own dialect', () => {
  const rule =
    '  - alert: A\n    expr: increase(x[5m]) > 0\n    keep_firing_for: 5m\n    for: 1m\n';

  assert.equal(
    forVmalert(rule),
    '  - alert: A\n    expr: increase_prometheus(x[5m]) > 0\n    for: 1m\n',
  );
});
