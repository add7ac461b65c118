import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../lib/clock.ts';
import { migrate } from '../lib/database.ts';
import { silentLog } from '../lib/json-log.ts';
import { HospitalPage, Names, Problem, ServerPage } from '../protocol/console-api.ts';
import { TargetGroup } from '../protocol/target.ts';
import { importExample } from '../test/support/example-registry.ts';
import { administer, freshDatabase, ownPostgres } from '../test/support/private-postgres.ts';
import { suiteOwner } from '../test/support/suite-owner.ts';
import { tempDir } from '../test/support/temp-dir.ts';
import { type Center, startCenter } from './center.ts';
import { CenterConfig } from './config.ts';
import { migrations } from './storage/migrations.ts';

describe('a running center', () => {
  const owner = suiteOwner();
  let center: Center;
  let dist = '';
  before(async () => {
    const url = await freshDatabase(owner, migrations);
    await importExample(url);
    const folder = tempDir(owner);
    dist = join(folder, 'dist');
    writeSite(folder);
    const boards = join(folder, 'boards');
    center = await start(owner, { url, console: { dist, boards } });
    await untilStatus(operations(center, '/-/ready'), 200);
  });

  for (const job of ['node', 'probe-gateway', 'probe-server']) {
    test(`tells Prometheus the targets of ${job}`, async () => {
      const response = await fetch(operations(center, `/sd/http?job=${job}`));

      assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
      const groups = TargetGroup.array().parse(await response.json());
      assert.equal(groups.length, job === 'probe-gateway' ? 4 : 3);
    });
  }

  test('knows no other job', async () => {
    const response = await fetch(operations(center, '/sd/http?job=agent'));

    assert.equal(response.status, 400);
    const { detail } = Problem.parse(await response.json());
    assert.equal(detail, 'job: expected one of node, probe-gateway, probe-server');
  });

  test('serves its metrics in the text format', async () => {
    const response = await fetch(operations(center, '/metrics'));

    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(await response.text(), /^yibao_inventory_server_info\{.*scrape="push"\} 1$/m);
  });

  for (const port of ['operations', 'console'] as const) {
    test(`tells names on the ${port} port`, async () => {
      const at = port === 'operations' ? operations : web;
      const response = await fetch(at(center, '/api/v1/names'));

      const names = Names.parse(await response.json());
      assert.equal(names.districts['110105'], '朝阳区');
      assert.deepEqual(names.hospitals['05110001'], {
        name: '示例朝阳医院',
        shortName: '示例朝阳医院',
        district: '110105',
        level: '3',
      });
      assert.match(response.headers.get('age') ?? '', /^\d+$/);
    });
  }

  test('lists hospitals and servers', async () => {
    const hospitals = await fetch(web(center, '/api/v1/hospitals?limit=2&sort=-code'));
    const servers = await fetch(web(center, '/api/v1/servers?hospital=05110001'));

    const page = HospitalPage.parse(await hospitals.json());
    assert.deepEqual(
      page.items.map(({ code }) => code),
      ['08110001', '05110002'],
    );
    assert.equal(ServerPage.parse(await servers.json()).total, 2);
    assert.equal(hospitals.headers.get('cache-control'), 'no-store');
  });

  for (const [query, reason] of [
    ['limit=0', /limit: /],
    ['limit=501', /limit: /],
    ['sort=address', /sort: expected one of code, name/],
    ['colour=red', /Unrecognized key/],
    ['cursor=x', /cursor: expected the nextCursor/],
    ['level=3&level=2', /level: /],
  ] as const) {
    test(`refuses /api/v1/hospitals?${query}`, async () => {
      const response = await fetch(web(center, `/api/v1/hospitals?${query}`));

      assert.equal(response.status, 400);
      assert.match(Problem.parse(await response.json()).detail, reason);
    });
  }

  for (const path of ['/', '/d/yibao-wallboard?kiosk', '/d/yibao-hospital', '/hospitals']) {
    test(`answers ${path} with the console, always asked for anew`, async () => {
      const response = await fetch(web(center, path));

      assert.match(await response.text(), /the console/);
      assert.equal(response.headers.get('cache-control'), 'no-cache');
    });
  }

  test('lets browsers keep hashed files for ever, and others not', async () => {
    const hashed = await fetch(web(center, '/assets/app-1a2b3c.js'));
    const plain = await fetch(web(center, '/favicon.svg'));

    assert.equal(hashed.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.match(hashed.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(plain.headers.get('cache-control'), 'no-cache');
    assert.equal(plain.headers.get('content-type'), 'image/svg+xml');
  });

  test('serves boards of both languages', async () => {
    const response = await fetch(web(center, '/boards/zh-Hans/yibao-wallboard.json'));

    assert.deepEqual(await response.json(), { uid: 'yibao-wallboard' });
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  });

  for (const path of [
    '/assets/missing.js',
    '/boards/fr/yibao-wallboard.json',
    '/boards/zh-Hans/none.json',
    '/boards/zh-Hans/..%2fsecret.json',
    '/..%2f..%2fsecret.json',
    '/.git/config',
    '/api/v1/nothing',
    '/api/v1/prometheus/api/v1/admin/tsdb/snapshot',
  ]) {
    test(`has no ${path}`, async () => {
      const { status, body } = await rawGet(center.console.port, path);

      assert.equal(status, 404);
      assert.doesNotMatch(body, /secret!/);
      Problem.parse(JSON.parse(body));
    });
  }

  for (const path of ['/', '/api/v1/names', '/nothing.here', '/boards/x']) {
    test(`sends the security headers with ${path}`, async () => {
      const { headers } = await fetch(web(center, path));

      const policy = headers.get('content-security-policy') ?? '';
      assert.match(
        policy,
        /default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'/,
      );
      assert.match(policy, /frame-ancestors 'none'$/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-powered-by'), null);
    });
  }

  for (const [host, status] of [
    ['localhost:8440', 200],
    ['127.0.0.1', 200],
    ['[::1]:8440', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:8440', 421],
  ] as const) {
    test(`answers a browser that asked for ${host} with ${status}`, async () => {
      const response = await rawGet(center.console.port, '/api/v1/names', host);

      assert.equal(response.status, status);
    });
  }

  test('says which port is taken, and frees the one it had', async (t) => {
    const taken = { host: '127.0.0.1', port: center.console.port };
    const url = await freshDatabase(t, migrations);
    const config = configOf(url);
    const blocked = { ...config, console: { ...config.console, listen: taken } };

    await assert.rejects(
      startCenter({ config: blocked, clock: systemClock, log: silentLog }),
      new RegExp(`cannot listen on 127\\.0\\.0\\.1:${taken.port}`),
    );
  });
});

describe('a center whose database goes away', () => {
  test('keeps what it knows, says so, and recovers by itself', async (t) => {
    const postgres = await ownPostgres(t);
    await administer(postgres, ['CREATE DATABASE center']);
    const url = postgres.url('center');
    await migrate(url, migrations);
    await importExample(url);
    const center = await start(t, { url });
    await untilStatus(operations(center, '/-/ready'), 200);

    await postgres.stop();
    await untilStatus(operations(center, '/-/ready'), 503);

    const statusOf = async (address: string) => (await fetch(address)).status;
    assert.equal(await statusOf(operations(center, '/-/healthy')), 200);
    assert.equal(await statusOf(operations(center, '/sd/http?job=node')), 503);
    assert.equal(await statusOf(web(center, '/api/v1/hospitals')), 503);
    assert.equal(await statusOf(web(center, '/api/v1/names')), 200);
    const page = await (await fetch(operations(center, '/metrics'))).text();
    assert.match(page, /yibao_inventory_server_info\{.*server="YB2021-00001"/);
    const age = Number(page.match(/registry_age_seconds ([\d.]+)/)?.[1]);
    assert.ok(age > 0, `age is ${age}`);

    await postgres.start();
    await untilStatus(operations(center, '/-/ready'), 200);

    assert.equal(await statusOf(operations(center, '/sd/http?job=node')), 200);
  });

  test('starts without it and is not ready, with no metric invented', async (t) => {
    const center = await start(t, { url: 'postgresql:///center?host=/nowhere' });

    assert.equal((await fetch(operations(center, '/-/ready'))).status, 503);
    assert.equal((await fetch(operations(center, '/api/v1/names'))).status, 503);
    const page = await (await fetch(operations(center, '/metrics'))).text();
    assert.doesNotMatch(page, /^yibao_(inventory|hospital|district|center_registry_age)\S* /m);
  });

  test('is not ready with a database that was never migrated', async (t) => {
    const empty = tempDir(t);
    const center = await start(t, { url: await freshDatabase(t, empty) });
    await sleep(50);

    assert.equal((await fetch(operations(center, '/-/ready'))).status, 503);
    assert.equal((await fetch(operations(center, '/sd/http?job=node'))).status, 503);
  });
});

interface Owner {
  after(run: () => void | Promise<void>): void;
}

interface Setup {
  readonly url: string;
  readonly console?: { readonly dist: string; readonly boards: string };
}

function configOf(url: string, console: object = {}): CenterConfig {
  const listen = '127.0.0.1:0';
  return CenterConfig.parse({
    database: { url },
    console: { listen, ...console },
    operations: { listen },
    registry: { refresh: '20ms' },
  });
}

async function start(owner: Owner, { url, console }: Setup): Promise<Center> {
  const center = await startCenter({
    config: configOf(url, console),
    clock: systemClock,
    log: silentLog,
  });
  owner.after(() => center.stop());
  return center;
}

function writeSite(folder: string): void {
  for (const path of ['dist/assets', 'dist/.git', 'boards/zh-Hans']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>the console</title>');
  writeFileSync(join(folder, 'dist/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'dist/assets/app-1a2b3c.js'), 'export {};');
  writeFileSync(join(folder, 'dist/.git/config'), 'secret!');
  writeFileSync(join(folder, 'boards/zh-Hans/yibao-wallboard.json'), '{"uid":"yibao-wallboard"}');
  writeFileSync(join(folder, 'boards/secret.json'), '"secret!"');
  writeFileSync(join(folder, 'secret.json'), '"secret!"');
}

function operations(center: Center, path: string): string {
  return `http://127.0.0.1:${center.operations.port}${path}`;
}

function web(center: Center, path: string): string {
  return `http://127.0.0.1:${center.console.port}${path}`;
}

/** A request as it stands: fetch would tidy up the path and choose the host itself. */
function rawGet(port: number, path: string, host = '127.0.0.1') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function untilStatus(address: string, status: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const response = await fetch(address);
    await response.text();
    if (response.status === status) return;
    if (performance.now() > deadline) assert.fail(`${address} is ${response.status}`);
    await sleep(20);
  }
}
