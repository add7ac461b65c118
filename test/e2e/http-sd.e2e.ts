import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCenter } from '../../center/center.ts';
import { CenterConfig } from '../../center/config.ts';
import { migrations } from '../../center/storage/migrations.ts';
import { systemClock } from '../../lib/clock.ts';
import { migrate } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { importExample } from '../support/example-registry.ts';
import { administer, ownPostgres } from '../support/private-postgres.ts';
import { realPrometheus } from '../support/real-prometheus.ts';

describe('service discovery', () => {
  test('gives a real Prometheus the servers, which it keeps when the database is gone', async (t) => {
    const postgres = await ownPostgres(t);
    await administer(postgres, ['CREATE DATABASE center']);
    const url = postgres.url('center');
    await migrate(url, migrations);
    await importExample(url);
    const listen = '127.0.0.1:0';
    const config = CenterConfig.parse({
      database: { url },
      console: { listen },
      operations: { listen },
    });
    const center = await startCenter({ config, clock: systemClock, log: silentLog });
    t.after(() => center.stop());
    const discovery = `http://127.0.0.1:${center.operations.port}/sd/http?job=node`;
    const prometheus = await realPrometheus(t, { port: 21_211, config: scraping(discovery) });

    const before = await targetsOf(prometheus);
    await postgres.stop();
    await refreshesFailed(prometheus);
    const after = await targetsOf(prometheus);

    assert.deepEqual(before, [
      'YB2021-00001 05110001 110105 3 primary node http://10.8.1.11:9101/metrics',
      'YB2021-00002 05110001 110105 3 standby node http://10.8.1.12:9101/metrics',
      'YB2021-00003 05110002 110105 0 single node http://10.8.2.11:9101/metrics',
    ]);
    assert.deepEqual(after, before);
  });
});

/** A scrape interval that never comes: this is about the list, not about the targets. */
function scraping(discovery: string): string {
  return `scrape_configs:
  - job_name: node
    scrape_interval: 1h
    http_sd_configs: [{url: "${discovery}", refresh_interval: 1s}]
`;
}

interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapeUrl: string;
}

/** Waits until there are any. */
async function targetsOf(prometheus: string): Promise<string[]> {
  for (let turn = 0; turn < 300; turn += 1) {
    const response = await fetch(`${prometheus}/api/v1/targets?state=active`);
    const { data } = (await response.json()) as { data: { activeTargets: readonly Target[] } };
    if (data.activeTargets.length > 0) return data.activeTargets.map(line).sort();
    await sleep(100);
  }
  return assert.fail('Prometheus has found no targets');
}

function line({ labels, scrapeUrl }: Target): string {
  const { server, hospital, district, level, role, job, instance, ...more } = labels;
  assert.deepEqual(Object.keys(more), [], 'no other labels than these');
  return [server, hospital, district, level, role, job, scrapeUrl].join(' ');
}

/** Until it has been told several times that the list cannot be read. */
async function refreshesFailed(prometheus: string): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    const page = await (await fetch(`${prometheus}/metrics`)).text();
    const failures = /^prometheus_sd_http_failures_total (\d+)/m.exec(page)?.[1];
    if (Number(failures) >= 3) return;
    await sleep(100);
  }
  assert.fail('Prometheus noticed nothing');
}
