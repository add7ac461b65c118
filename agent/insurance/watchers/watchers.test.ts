import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { numbersOf, watch } from '../../../test/support/watched-insurance.ts';
import { judgePair, type PairView, parseView } from './pair.ts';

function scene(t: TestContext, settings: object = {}) {
  const root = tempDir(t);
  const clock = new FakeClock(Date.now());
  const agent = watch({ root, clock, settings });
  t.after(() => agent.insurance.close());
  const write = (path: string, text: string, ageSeconds = 0): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    const at = clock.now() / 1000 - ageSeconds;
    utimesSync(join(root, path), at, at);
    return join(root, path);
  };
  const look = async (task: string) => {
    await agent.background.run(task);
    return numbersOf(agent.insurance);
  };
  return { root, clock, write, look };
}

/** A port that answers as the handler does; closed with the test. */
async function port(t: TestContext, status: () => number): Promise<number> {
  const server = createServer((_request, response) => response.writeHead(status()).end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

describe('the spools', () => {
  test('tell how many records wait and how old the oldest is, without those being written', async (t) => {
    const { write, look } = scene(t);
    write('upload/pending/trade/a.xml', '', 100);
    write('upload/pending/trade/b.xml', '', 40);
    write('upload/pending/c.xml', '', 300);
    write('upload/pending/trade/.new', '', 999);
    write('upload/failed/refund/x.xml', '');
    write('download/part.zip', '', 7);
    const numbers = await look('insurance_spool');
    assert.equal(numbers.get('yibao_upload_queue_length{queue="trade"}'), 3);
    assert.equal(
      Math.round(numbers.get('yibao_upload_oldest_age_seconds{queue="trade"}') ?? 0),
      300,
    );
    assert.equal(numbers.get('yibao_upload_failed_records{queue="refund"}'), 1);
    assert.equal(numbers.get('yibao_download_spool_files'), 1);
    assert.equal(numbers.has('yibao_upload_queue_length{queue="inpatient"}'), false);
  });
});

describe('the datasets', () => {
  const manifest = (more: object) =>
    JSON.stringify({
      version: '20240513001',
      rows: 20,
      bytes: 9,
      generatedAt: '2024-05-13T00:10:00+08:00',
      finishedAt: '2024-05-13T00:47:12+08:00',
      startedAt: '2024-05-13T00:46:31+08:00',
      expectedRows: 21,
      ...more,
    });

  test('tell version, rows, age and the last download', async (t) => {
    const { write, look } = scene(t);
    write('data/redlist/CURRENT', '20240513001\n');
    write('data/redlist/20240513001/manifest.json', manifest({}));
    const numbers = await look('insurance_datasets');
    assert.equal(
      numbers.get('yibao_dataset_version_info{dataset="redlist",version="20240513001"}'),
      1,
    );
    assert.equal(numbers.get('yibao_dataset_version_number{dataset="redlist"}'), 20240513001);
    assert.equal(numbers.get('yibao_dataset_rows{dataset="redlist"}'), 20);
    assert.equal(
      numbers.get('yibao_dataset_timestamp_seconds{dataset="redlist"}'),
      Date.parse('2024-05-12T16:10:00Z') / 1000,
    );
    assert.equal(numbers.get('yibao_download_duration_seconds{dataset="redlist"}'), 41);
    assert.equal(numbers.get('yibao_download_expected_rows{dataset="redlist"}'), 21);
  });

  test('one that is bad costs itself alone', async (t) => {
    const { write, look } = scene(t);
    write('data/redlist/CURRENT', '测试一');
    write('data/policy/CURRENT', '20240513001');
    write('data/policy/20240513001/manifest.json', manifest({ rows: '测试', finishedAt: 'now' }));
    const numbers = await look('insurance_datasets');
    assert.equal(
      numbers.get('yibao_dataset_version_info{dataset="policy",version="20240513001"}'),
      1,
    );
    assert.equal(numbers.has('yibao_dataset_rows{dataset="policy"}'), false);
    assert.equal(
      [...numbers.keys()].some((key) => key.includes('redlist')),
      false,
    );
  });
});

describe('the components', () => {
  test('are up when their process lives and their port answers', async (t) => {
    let status = 200;
    const here = await port(t, () => status);
    const one = {
      pidFile: 'run/settle_core.pid',
      port: `127.0.0.1:${here}`,
      check: 'http',
      versionFile: 'app/settle_core/VERSION',
    };
    const { root, write, look } = scene(t, { components: { settle_core: one } });
    write('run/settle_core.pid', `${process.pid}\n`);
    write('app/settle_core/VERSION', '5.2.1\n');
    const up = 'yibao_component_up{component="settle_core"}';
    const numbers = await look('insurance_components');
    assert.equal(numbers.get(up), 1);
    assert.equal(
      numbers.get('yibao_component_version_info{component="settle_core",version="5.2.1"}'),
      1,
    );
    assert.ok((numbers.get('yibao_component_memory_bytes{component="settle_core"}') ?? 0) > 1e6);
    status = 500;
    assert.equal((await look('insurance_components')).get(up), 0);
    status = 200;
    rmSync(join(root, 'run/settle_core.pid'));
    assert.equal((await look('insurance_components')).get(up), 0);
  });

  test('another process is a restart', async (t) => {
    const { write, look } = scene(t, { components: { settle_core: { pidFile: 'run/x.pid' } } });
    write('run/x.pid', `${process.pid}`);
    await look('insurance_components');
    write('run/x.pid', `${process.ppid}`);
    await look('insurance_components');
    await look('insurance_logs');
    const numbers = await look('insurance_components');
    assert.equal(numbers.get('yibao_component_restarts_total{component="settle_core"}'), 1);
  });

  test('of the default profile that are not installed are not told as down', async (t) => {
    const { write, look } = scene(t);
    write('app/signer/program.bin', '');
    const numbers = await look('insurance_components');
    assert.equal(numbers.get('yibao_component_up{component="signer"}'), 0);
    assert.equal(numbers.has('yibao_component_up{component="uploader"}'), false);
  });
});

describe('the line', () => {
  test('tells each path, the router, and the time without the center', async (t) => {
    const here = await port(t, () => 200);
    const to = (number: number) => ({ check: 'tcp', target: `127.0.0.1:${number}` });
    const line = { center: { primary: to(1), backup: to(here) }, gateway: to(here) };
    const { look } = scene(t, { line });
    const numbers = await look('insurance_line');
    assert.equal(numbers.get('yibao_bureau_reachable{path="primary"}'), 0);
    assert.equal(numbers.get('yibao_bureau_packet_loss_ratio{path="primary"}'), 1);
    assert.equal(numbers.has('yibao_bureau_rtt_seconds{path="primary"}'), false);
    assert.equal(numbers.get('yibao_bureau_reachable{path="backup"}'), 1);
    assert.equal(numbers.get('yibao_bureau_packet_loss_ratio{path="backup"}'), 0);
    assert.ok((numbers.get('yibao_bureau_rtt_seconds{path="backup"}') ?? 9) < 2);
    assert.equal(numbers.get('yibao_gateway_reachable'), 1);
  });

  test('seconds without any path add up', async (t) => {
    const line = { center: { primary: { check: 'tcp', target: '127.0.0.1:1' } } };
    const { clock, look } = scene(t, { line });
    await look('insurance_logs');
    await look('insurance_line');
    clock.moveTo(clock.now() + 15_000);
    assert.equal((await look('insurance_line')).get('yibao_offline_seconds_total'), 15);
    clock.moveTo(clock.now() + 3_600_000); // asleep
    assert.equal((await look('insurance_line')).get('yibao_offline_seconds_total'), 60);
  });
});

describe('the pair', () => {
  const view = (isActive: boolean, more: Partial<PairView> = {}): PairView => ({
    isActive,
    lagSeconds: 0.4,
    versions: { redlist: '1' },
    ...more,
  });
  const judge = (
    role: 'primary' | 'standby',
    [own, peer]: readonly (PairView | undefined)[],
    isServed?: boolean,
  ) => judgePair({ role, own, peer, isServed, staleAfterMs: 300_000 });

  for (const [what, found, expected] of [
    ['the nominal one serves', judge('primary', [view(true), view(false)]), 'ok'],
    ['the same from the standby', judge('standby', [view(false), view(true)]), 'ok'],
    ['the standby serves', judge('standby', [view(true), view(false)]), 'failed_over'],
    ['the same from the primary', judge('primary', [view(false), view(true)]), 'failed_over'],
    ['both serve', judge('primary', [view(true), view(true)]), 'split_brain'],
    ['none serves', judge('primary', [view(false), view(false)]), 'no_active'],
    [
      'the standby is far behind',
      judge('primary', [view(true), view(false, { lagSeconds: 301 })]),
      'standby_stale',
    ],
    [
      'the standby has another version',
      judge('primary', [view(true), view(false, { versions: { redlist: '2' } })]),
      'standby_stale',
    ],
    ['the standby is silent', judge('primary', [view(true), undefined]), 'standby_stale'],
    [
      'the primary is silent, the standby serves',
      judge('standby', [view(true), undefined]),
      'failed_over',
    ],
    [
      'the other one is silent and nobody proves that it serves',
      judge('standby', [view(false), undefined]),
      'no_active',
    ],
    [
      'the other one is silent and the windows are served',
      judge('standby', [view(false), undefined], true),
      'standby_stale',
    ],
    [
      'the own ha_agent is silent: nothing is known',
      judge('primary', [undefined, view(true)]),
      undefined,
    ],
  ] as const) {
    test(`${what}: ${expected}`, () => assert.equal(found, expected));
  }

  test('an answer that does not say whether it is active is none', () => {
    for (const text of ['', 'null', '[]', '{"active":"yes"}', '{"role":"primary"}'])
      assert.equal(parseView(text), undefined);
    assert.deepEqual(
      parseView('{"active":true,"replicationLagSeconds":-1,"versions":{"a":1,"b":"2"}}'),
      {
        isActive: true,
        lagSeconds: undefined,
        versions: { b: '2' },
      },
    );
  });
});

describe('small signs', () => {
  test('a card reader is up while its file is young', async (t) => {
    const { write, look } = scene(t);
    write('run/card-readers/1', '', 10);
    write('run/card-readers/2', '', 200);
    write('run/card-readers/17', '');
    const numbers = await look('insurance_card_readers');
    const readers = [...numbers].filter(([key]) => key.startsWith('yibao_card_reader_up'));
    assert.deepEqual(readers, [
      ['yibao_card_reader_up{reader="1"}', 1],
      ['yibao_card_reader_up{reader="2"}', 0],
    ]);
  });

  test('a sign-in ends with its time, whatever it says', async (t) => {
    const { clock, write, look } = scene(t);
    const until = new Date(clock.now() + 60_000).toISOString();
    write(
      'run/sign-in.json',
      JSON.stringify({ valid: true, signedInAt: '2024-05-13T07:20:11+08:00', validUntil: until }),
    );
    assert.equal((await look('insurance_sign_in')).get('yibao_sign_in_valid'), 1);
    clock.moveTo(clock.now() + 61_000);
    assert.equal((await look('insurance_sign_in')).get('yibao_sign_in_valid'), 0);
    write('run/sign-in.json', '{"valid": "测试"}');
    assert.equal((await look('insurance_sign_in')).has('yibao_sign_in_valid'), false);
  });

  test('a program file that is changed or gone does not fit its checksum', async (t) => {
    const { root, write, look } = scene(t);
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    write('app/a.dll', 'one');
    write('app/b.dll', 'two');
    write('app/SHA256SUMS', `${sum('one')}  a.dll\n${sum('two')} *b.dll\r\n`);
    const mismatch = 'yibao_file_integrity_mismatch{set="app"}';
    assert.equal((await look('insurance_checksums')).get(mismatch), 0);
    write('app/a.dll', 'eno', 5);
    assert.equal((await look('insurance_checksums')).get(mismatch), 1);
    rmSync(join(root, 'app/b.dll'));
    assert.equal((await look('insurance_checksums')).get(mismatch), 2);
  });

  test('the newest file that is not empty is the last backup, and folders have their size', async (t) => {
    const { clock, write, look } = scene(t);
    write('backup/old.bak', 'x', 90_000);
    write('backup/new.bak', 'x', 3600);
    write('backup/empty.bak', '', 0);
    write('log/trade/20240513/09.txt', '12345');
    const at = (await look('insurance_backups')).get('yibao_db_backup_timestamp_seconds') ?? 0;
    assert.ok(Math.abs(at - (clock.now() / 1000 - 3600)) < 1);
    assert.equal((await look('insurance_sizes')).get('yibao_log_dir_bytes{dir="trade"}'), 5);
  });
});
