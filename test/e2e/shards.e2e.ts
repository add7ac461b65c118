import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ruleFiles } from '../../deploy/prometheus/scaled-rules.ts';
import { globalConfig, rulesFor, shardConfig } from '../../deploy/prometheus/shards.ts';
import { readSettings } from '../../deploy/settings.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/json-log.ts';
import { SimulatorConfig } from '../../simulator/config.ts';
import { createSimulator } from '../../simulator/simulator.ts';
import { realPrometheus } from '../support/real-prometheus.ts';
import { suiteOwner } from '../support/suite-owner.ts';
import { tempDir } from '../support/temp-dir.ts';

const base = 24_950;
const url = (at: number) => `http://127.0.0.1:${base + at}`;
const [shards, whole] = [[url(0), url(1)], url(2)];
const [control, fleetPort] = [base + 5, base + 6];

describe('a city in two shards with a view of the whole', { timeout: 300_000 }, () => {
  const owner = suiteOwner();

  before(async () => {
    const folder = tempDir(owner);
    const simulator = await createSimulator({
      ...{ clock: systemClock, log: silentLog },
      config: SimulatorConfig.parse({
        control: `127.0.0.1:${control}`,
        twins: {
          port: fleetPort,
          addresses: '127.23',
          gateways: '127.123',
          backupGateways: '127.124',
        },
        truthLog: join(folder, 'truth.jsonl'),
      }),
    });
    owner.after(() => simulator.stop());
    const operations = await discovery(simulator.city.plan.hospitals);
    const settings = readSettings('/nowhere', [
      ['timeScale', '10'],
      ['ports.operations', String(operations)],
      ['ports.simulator', String(control)],
    ]);
    for (const [index, text] of [
      shardConfig(settings, { index: 0, of: 2, globalUrl: whole }),
      shardConfig(settings, { index: 1, of: 2, globalUrl: whole }),
      globalConfig(settings, shards),
    ].entries()) {
      const rules = rulesIn(join(folder, `rules-${index}`), index < 2 ? 'shard' : 'global');
      const config = text.replace('rules/*.yml', rules);
      await realPrometheus(owner, { port: base + index, config });
    }
    await until(async () => (await value(whole, 'count(server:up:bool == 1)')) === 25);
  });

  test('each server is watched by one shard, and no district is split', async () => {
    const counts = await Promise.all(
      shards.map((each) => value(each, 'count(up{job="node"} == 1)')),
    );
    const districts = await Promise.all(
      shards.map((each) => labelValues(each, 'group by (district) (up{job="node"})')),
    );

    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      25,
    );
    assert.ok(
      counts.every((count) => count > 0),
      counts.join(),
    );
    assert.equal(new Set(districts.flat()).size, 4);
    assert.equal(districts.flat().length, 4);
  });

  test('the view of the whole has every server and its own series', async () => {
    assert.equal(await value(whole, 'count(up{job="node"} == 1)'), 25);
    assert.equal(await value(whole, 'count(yibao_component_up{component="settle_core"} == 1)'), 25);
    assert.equal(await value(whole, 'sum(up{job="prometheus"})'), 2);
  });

  test('what concerns the city is recorded once, from both shards, and every shard knows it', async () => {
    await until(async () => (await value(whole, 'city:line_down:bool')) === 0);
    await until(async () => (await value(shards[0] ?? '', 'city:line_down:bool')) === 0);

    assert.equal(await value(whole, 'count(city:line_down:bool)'), 1);
    assert.equal(await value(whole, 'count(hospital:line_down:bool)'), 20);
  });

  test('a district that is cut is one alert, of the shard that has it', async () => {
    const cut = { kind: 'line-cut', district: '110105' };
    const headers = { 'content-type': 'application/json' };
    await fetch(`http://127.0.0.1:${control}/faults`, {
      method: 'POST',
      headers,
      body: JSON.stringify(cut),
    });

    const firing = 'count(ALERTS{alertname="DistrictLineDown",alertstate="firing"})';
    await until(async () => (await value(whole, firing)) === 1);

    const seen = await Promise.all(shards.map((each) => value(each, firing)));
    assert.deepEqual(seen.toSorted(), [0, 1]);
  });

  /** The lists that the center would give. */
  async function discovery(
    hospitals: Awaited<ReturnType<typeof createSimulator>>['city']['plan']['hospitals'],
  ) {
    const groupsOf = (job: string | null) =>
      hospitals.flatMap(({ code, district, group, gateways, servers }): readonly object[] => {
        const place = { hospital: code, district, level: group.level };
        if (job === 'probe-gateway') {
          return gateways.map((each, at) => ({
            targets: [each],
            labels: { ...place, path: at === 0 ? 'primary' : 'backup' },
          }));
        }
        return servers.map(({ id, role, address }) => ({
          targets: [job === 'node' ? `${address}:${fleetPort}` : address],
          labels: { ...place, server: id, role },
        }));
      });
    const server = createServer((request, response) => {
      const job = new URL(request.url ?? '', 'http://x').searchParams.get('job');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(groupsOf(job)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    owner.after(() => void server.close());
    return (server.address() as AddressInfo).port;
  }
});

function rulesIn(folder: string, side: 'shard' | 'global'): string {
  mkdirSync(folder);
  const site = { timeScale: 10, runbooks: 'http://127.0.0.1:1/r' };
  for (const [name, text] of ruleFiles('exporter-rules/generated', site)) {
    const own = rulesFor(side, text);
    if (own !== undefined) writeFileSync(join(folder, name), own);
  }
  return join(folder, '*.yml');
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function query(server: string, text: string): Promise<readonly Sample[]> {
  const response = await fetch(`${server}/api/v1/query?${new URLSearchParams({ query: text })}`);
  const { data } = (await response.json()) as { data: { result: readonly Sample[] } };
  return data.result;
}

/** NaN when there is no such series; 0 for an empty count. */
async function value(server: string, text: string): Promise<number> {
  const [first] = await query(server, text);
  if (first === undefined) return text.startsWith('count') ? 0 : Number.NaN;
  return Number(first.value[1]);
}

async function labelValues(server: string, text: string): Promise<readonly string[]> {
  return (await query(server, text)).map(({ metric }) => metric.district ?? '');
}

async function until(what: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`after two minutes still not: ${what}`);
    await sleep(500);
  }
}
