import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCenter } from '../../center/center.ts';
import { CenterConfig } from '../../center/config.ts';
import { writeFileSd } from '../../center/discovery/file-sd.ts';
import { shardOf } from '../../center/discovery/shard.ts';
import { importRegistry } from '../../center/registry/import/import-registry.ts';
import { migrations } from '../../center/storage/migrations.ts';
import type { Tables } from '../../center/storage/tables.ts';
import { systemClock } from '../../lib/clock.ts';
import { migrate, openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { importExample } from '../support/example-registry.ts';
import { administer, ownPostgres } from '../support/private-postgres.ts';
import { realPrometheus } from '../support/real-prometheus.ts';
import { tempDir } from '../support/temp-dir.ts';

describe('target files', () => {
  test('outlive center, database and Prometheus, and lose a retired server with one refresh', async (t) => {
    const postgres = await ownPostgres(t);
    await administer(postgres, ['CREATE DATABASE center']);
    const url = postgres.url('center');
    await migrate(url, migrations);
    await importExample(url);
    const listen = '127.0.0.1:0';
    const config = { database: { url }, console: { listen }, operations: { listen } };
    const center = await startCenter({
      config: CenterConfig.parse(config),
      clock: systemClock,
      log: silentLog,
    });
    const address = `http://127.0.0.1:${center.operations.port}`;
    const folder = tempDir(t);
    const write = () => writeFileSd({ url: address, folder, force: false });
    await write();
    const discovery = `file_sd_configs: [{files: ["${join(folder, 'node.json')}"], refresh_interval: 1s}]`;
    const first = await realPrometheus(t, { port: 23_411, config: scraping(discovery) });

    const all = await serversOf(first, 3);
    const { db, close } = openDatabase<Tables>(url, () => {});
    await importRegistry(db, [], {
      ...{ actor: 'test', dryRun: false, retire: { keys: ['YB2021-00003'] } },
    });
    await close();
    await write();
    const fewer = await serversOf(first, 2);
    await center.stop();
    await postgres.stop();
    await assert.rejects(write());
    const second = await realPrometheus(t, { port: 23_412, config: scraping(discovery) });

    assert.deepEqual(all, ['YB2021-00001', 'YB2021-00002', 'YB2021-00003']);
    assert.deepEqual(fewer, ['YB2021-00001', 'YB2021-00002']);
    assert.deepEqual(await serversOf(second, 2), fewer);
  });

  test('are cut into shards as the relabeling of a real Prometheus cuts them', async (t) => {
    const folder = tempDir(t);
    const codes = Array.from({ length: 300 }, (_, at) => `9901${String(at * 7).padStart(4, '0')}`);
    const groups = codes.map((hospital, at) => ({
      targets: [`10.0.${at >> 8}.${at & 255}:9101`],
      labels: { hospital, server: hospital },
    }));
    writeFileSync(join(folder, 'node.json'), JSON.stringify(groups));
    const [of, index] = [5, 3];
    const prometheus = await realPrometheus(t, {
      port: 23_413,
      config: `${scraping(`file_sd_configs: [{files: ["${join(folder, 'node.json')}"]}]`)}
    relabel_configs:
      - {source_labels: [hospital], action: hashmod, modulus: ${of}, target_label: __tmp_shard}
      - {source_labels: [__tmp_shard], action: keep, regex: "${index}"}
`,
    });

    const ours = codes.filter((code) => shardOf(code, of) === index).sort();

    assert.ok(ours.length > 30);
    assert.deepEqual(await serversOf(prometheus, ours.length), ours);
  });
});

/** A scrape interval that never comes: this is about the list, not about the targets. */
function scraping(discovery: string): string {
  return `scrape_configs:
  - job_name: node
    scrape_interval: 1h
    ${discovery}
`;
}

/** Waits until there are so many. */
async function serversOf(prometheus: string, count: number): Promise<string[]> {
  let found: string[] = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const response = await fetch(`${prometheus}/api/v1/targets?state=active`);
    const { data } = (await response.json()) as {
      data: { activeTargets: readonly { labels: Readonly<Record<string, string>> }[] };
    };
    found = data.activeTargets.map(({ labels }) => labels.server ?? '').sort();
    if (found.length === count) return found;
    await sleep(100);
  }
  return found;
}
