import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import { openDatabase } from '../../lib/database.ts';
import { silentLog } from '../../lib/json-log.ts';
import { HospitalPage, Names, Problem, ServerPage } from '../../protocol/console-api.ts';
import { Me } from '../../protocol/sign-in.ts';
import { importExample } from '../../test/support/example-registry.ts';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { suiteOwner } from '../../test/support/suite-owner.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { type Center, startCenter } from '../center.ts';
import { CenterConfig } from '../config.ts';
import { contactCipher } from '../registry/contacts/contact-cipher.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import { addAccount } from '../users/accounts.ts';
import { totpCode } from '../users/totp.ts';

const password = 'three blue cranes over Tongzhou';

describe('a center that asks people to sign in', () => {
  const owner = suiteOwner();
  let center: Center;
  let base = '';
  let secret: Uint8Array = Buffer.alloc(0);
  let cookie = '';

  before(async () => {
    const url = await freshDatabase(owner, migrations);
    await importExample(url);
    const folder = tempDir(owner);
    const keyFile = join(folder, 'key');
    writeFileSync(keyFile, randomBytes(32).toString('base64url'));
    mkdirSync(join(folder, 'boards/zh-Hans'), { recursive: true });
    writeFileSync(join(folder, 'boards/zh-Hans/yibao-wallboard.json'), '{}');
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>the console</title>');
    secret = await addOperator(url, keyFile);
    const listen = '127.0.0.1:0';
    const config = CenterConfig.parse({
      database: { url },
      console: { listen, dist: join(folder, 'dist'), boards: join(folder, 'boards') },
      login: { required: true, keyFile, hosts: ['yibao.example'] },
      operations: { listen },
      registry: { refresh: '20ms' },
      prometheus: { url: await echoingPrometheus() },
    });
    center = await startCenter({ config, clock: systemClock, log: silentLog });
    owner.after(() => center.stop());
    base = `http://127.0.0.1:${center.console.port}`;
    cookie = await signIn();
  });

  async function addOperator(url: string, keyFile: string): Promise<Buffer> {
    const { db, close } = openDatabase<Tables>(url, assert.ifError);
    const options = { db, clock: systemClock, cipher: contactCipher(keyFile) };
    const wang = { login: 'wang', name: '王', districts: ['110105'], hospital: null } as const;
    await addAccount(options, { ...wang, role: 'operator' }, password);
    const { totp_sealed } = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
    await close();
    return Buffer.from(options.cipher.open(totp_sealed, 'totp/wang'), 'base64url');
  }

  /** Answers every query with the query, so that a test sees what Prometheus would be asked. */
  async function echoingPrometheus(): Promise<string> {
    const server = createServer((request, response) => {
      let text = new URL(request.url ?? '', 'http://x').search;
      request.on('data', (part) => {
        text += part;
      });
      request.on('end', () => {
        const query = new URLSearchParams(text).get('query');
        response.end(JSON.stringify({ status: 'success', data: query }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    owner.after(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${base}${path}`, { ...init, headers: { cookie, ...init.headers } });

  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  const credentials = () => ({
    login: 'wang',
    password,
    code: totpCode(secret, Math.floor(Date.now() / 30_000)),
  });

  async function signIn(): Promise<string> {
    const response = await post('/api/v1/sign-in', credentials());
    assert.equal(response.status, 200);
    const [set = ''] = response.headers.getSetCookie();
    assert.match(
      set,
      /^__Host-yibao-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    assert.equal(Me.parse(await response.json()).login, 'wang');
    return set.split(';')[0] ?? '';
  }

  for (const path of [
    '/api/v1/me',
    '/api/v1/names',
    '/api/v1/hospitals',
    '/api/v1/servers',
    '/api/v1/prometheus/api/v1/query?query=up',
    '/api/v1/anything',
    '/boards/zh-Hans/yibao-wallboard.json',
    '/runbooks/HostDown',
  ]) {
    test(`${path} is closed to strangers and to an old cookie`, async () => {
      for (const headers of [{}, { cookie: `__Host-yibao-session=${'x'.repeat(43)}` }]) {
        const response = await fetch(`${base}${path}`, { headers });

        assert.equal(response.status, 401);
        assert.equal(Problem.parse(await response.json()).detail, 'sign in first');
      }
    });
  }

  test('the page that asks to sign in is open', async () => {
    assert.equal((await fetch(`${base}/`)).status, 200);
  });

  test('who signed in is told who that is', async () => {
    const me = Me.parse(await (await ask('/api/v1/me')).json());

    assert.deepEqual(me, {
      ...{ signInNeeded: true, login: 'wang', name: '王', role: 'operator' },
      ...{ districts: ['110105'], hospital: null },
    });
  });

  test('lists and names are those of the districts', async () => {
    const hospitals = HospitalPage.parse(await (await ask('/api/v1/hospitals')).json());
    const servers = ServerPage.parse(await (await ask('/api/v1/servers')).json());
    const names = Names.parse(await (await ask('/api/v1/names')).json());

    const districts = [...hospitals.items, ...servers.items, ...Object.values(names.hospitals)].map(
      ({ district }) => district,
    );
    assert.ok(hospitals.items.length > 0 && servers.items.length > 0);
    assert.deepEqual([...new Set(districts)], ['110105']);
  });

  test('Prometheus is asked about the districts only, by GET and by POST', async () => {
    const address = '/api/v1/prometheus/api/v1/query';
    const body = new URLSearchParams({ query: 'sum(up)' });
    const origin = base;
    const answers = [
      await ask(`${address}?${body}`),
      await ask(address, { method: 'POST', body, headers: { origin } }),
    ];

    for (const answer of answers) {
      assert.match(await answer.text(), /"sum\(up\{district=~\\"110105\\"\}\)"/);
    }
    assert.equal((await ask(`${address}?query=up{`)).status, 400);
  });

  for (const [method, path] of [
    ['GET', '/api/v1/registry/events'],
    ['GET', '/api/v1/registry/export?format=csv&table=hospitals'],
    ['GET', '/api/v1/registry/things/05110002'],
    ['PUT', '/api/v1/registry/hospitals/05110002'],
    ['DELETE', '/api/v1/registry/things/05110002'],
    ['POST', '/api/v1/registry/imports'],
    ['POST', '/api/v1/maintenance-windows'],
  ] as const) {
    test(`an operator may not ${method} ${path}`, async () => {
      const headers = { 'content-type': 'application/json' };
      const body = method === 'PUT' || method === 'POST' ? '{}' : null;
      const response = await ask(path, { method, headers, body });

      assert.equal(response.status, 403);
      assert.equal(Problem.parse(await response.json()).detail, 'your role may not do this');
    });
  }

  test('a code that was used does not sign in again', async () => {
    const again = await post('/api/v1/sign-in', credentials());

    assert.equal(again.status, 401);
    assert.equal(Problem.parse(await again.json()).detail, 'login, password or code is wrong');
  });

  test('a body that is no sign-in is told what is wrong, not what was in it', async () => {
    const response = await post('/api/v1/sign-in', { login: 'wang', password: 7, pin: 'geheim' });

    assert.equal(response.status, 400);
    assert.doesNotMatch(await response.text(), /geheim|wang/);
  });

  for (const [what, headers] of [
    ['another origin', { origin: 'http://evil.example' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['an origin that is none', { origin: 'null' }],
  ] as const) {
    test(`nothing is changed from ${what}`, async () => {
      const response = await post('/api/v1/sign-out', {}, { ...headers, cookie });

      assert.equal(response.status, 403);
      assert.equal((await ask('/api/v1/me')).status, 200);
    });
  }

  test('signing out ends the session and takes the cookie back', async () => {
    const response = await post('/api/v1/sign-out', {}, { cookie, origin: base });

    assert.equal(response.status, 204);
    assert.match(response.headers.getSetCookie()[0] ?? '', /Max-Age=0/);
    assert.equal((await ask('/api/v1/me')).status, 401);
  });
});
