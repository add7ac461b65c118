import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { Agent, request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { compare } from 'bcryptjs';
import { silentLog } from '../../lib/json-log.ts';
import { type CertificateFiles, TestAuthority } from '../../test/support/certificates.ts';
import { WebServer } from './web-server.ts';

const openSesame = '$2b$04$ECy66O/F/5cP8dL87S9rWetcDmcMYAK6nT8tAO7AxFMF.tE/4ToLq';

interface Scene {
  readonly folder: string;
  readonly authority: TestAuthority;
  readonly seen: string[];
  readonly certificates: Date[];
  now: number;
}

function scene(t: TestContext): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-web-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const authority = new TestAuthority(folder);
  authority.issue({ name: 'server', altNames: 'IP:127.0.0.1', purpose: 'serverAuth' });
  return { folder, authority, seen: [], certificates: [], now: 0 };
}

async function start(t: TestContext, at: Scene, yaml: string): Promise<number> {
  const configFile = join(at.folder, 'web.yml');
  writeFileSync(configFile, yaml);
  const server = new WebServer(
    { host: '127.0.0.1', port: 0, configFile },
    {
      clock: { now: () => at.now, monotonic: () => at.now },
      log: silentLog,
      handler: (_request, response) => response.end('page'),
      verifyPassword: compare,
      events: {
        authFailed: (reason) => at.seen.push(`failed:${reason}`),
        rateLimited: () => at.seen.push('limited'),
        reloaded: (ok) => at.seen.push(`reloaded:${ok}`),
        certificateRead: (notAfter) => at.certificates.push(notAfter),
      },
    },
  );
  const { port } = await server.listen();
  t.after(() => server.close());
  return port;
}

interface Call {
  readonly port: number;
  readonly client?: CertificateFiles;
  readonly agent?: Agent;
  readonly auth?: string;
}

function get(at: Scene, { port, client, agent, auth }: Call): Promise<string> {
  const ca = readFileSync(join(at.folder, 'ca.pem'));
  const own = client && { cert: readFileSync(client.cert), key: readFileSync(client.key) };
  return new Promise((resolve, reject) => {
    const call = request(
      { port, host: '127.0.0.1', ca, ...own, agent: agent ?? false, auth },
      (response) => {
        response.resume();
        response.on('end', () => resolve(String(response.statusCode)));
      },
    );
    call.on('error', reject);
    call.end();
  });
}

const mutual = `
tls_server_config:
  cert_file: server.pem
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.pem
  client_allowed_sans: [prometheus.example]
`;

describe('the agent behind TLS', () => {
  test('a scraper with an allowed name is served, others are cut off', async (t) => {
    const at = scene(t);
    const good = at.authority.issue({
      name: 'prom',
      altNames: 'DNS:prometheus.example',
      purpose: 'clientAuth',
    });
    const other = at.authority.issue({
      name: 'other',
      altNames: 'DNS:other.example',
      purpose: 'clientAuth',
    });
    const strangerCa = new TestAuthority(at.folder, 'stranger-ca');
    const stranger = strangerCa.issue({
      name: 'fake',
      altNames: 'DNS:prometheus.example',
      purpose: 'clientAuth',
    });
    const port = await start(t, at, mutual);

    assert.equal(await get(at, { port, client: good }), '200');
    await assert.rejects(get(at, { port, client: other }));
    await assert.rejects(get(at, { port, client: stranger }));
    await assert.rejects(get(at, { port }));
    assert.ok(at.seen.includes('failed:certificate'));
  });

  test('a renewed certificate serves new connections and leaves open ones alone', async (t) => {
    const at = scene(t);
    const client = at.authority.issue({
      name: 'prom',
      altNames: 'DNS:prometheus.example',
      purpose: 'clientAuth',
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const port = await start(t, at, mutual);
    assert.equal(await get(at, { port, client, agent }), '200');

    const renewed = at.authority.issue({
      name: 'renewed',
      altNames: 'IP:127.0.0.1',
      purpose: 'serverAuth',
    });
    copyFileSync(renewed.cert, join(at.folder, 'server.pem'));
    copyFileSync(renewed.key, join(at.folder, 'server.key'));
    at.now += 2000;

    assert.equal(await get(at, { port, client, agent }), '200');
    assert.equal(await get(at, { port, client }), '200');
    assert.deepEqual(at.seen, ['reloaded:true']);
    assert.equal(at.certificates.length, 2);
    assert.ok(at.certificates.every((notAfter) => notAfter.getTime() > Date.now()));
  });

  test('a broken file leaves the running settings in force', async (t) => {
    const at = scene(t);
    const client = at.authority.issue({
      name: 'prom',
      altNames: 'DNS:prometheus.example',
      purpose: 'clientAuth',
    });
    const port = await start(t, at, mutual);

    writeFileSync(join(at.folder, 'web.yml'), 'tls_server_config: {');
    utimesSync(join(at.folder, 'web.yml'), 1, 1);
    at.now += 2000;

    assert.equal(await get(at, { port, client }), '200');
    assert.deepEqual(at.seen, ['reloaded:false']);
    await assert.rejects(get(at, { port }));
  });

  test('users with passwords are asked for them', async (t) => {
    const at = scene(t);
    const port = await start(
      t,
      at,
      `tls_server_config: { cert_file: server.pem, key_file: server.key }
basic_auth_users: { prometheus: "${openSesame}" }
`,
    );

    assert.equal(await get(at, { port, auth: 'prometheus:open sesame' }), '200');
    assert.equal(await get(at, { port, auth: 'prometheus:shut' }), '401');
    assert.equal(await get(at, { port }), '401');
  });

  test('too many requests are told so', async (t) => {
    const at = scene(t);
    const port = await start(
      t,
      at,
      `tls_server_config: { cert_file: server.pem, key_file: server.key }
rate_limit: { interval: 1s, burst: 1 }
`,
    );

    assert.deepEqual([await get(at, { port }), await get(at, { port })], ['200', '429']);
  });
});

describe('the door', () => {
  const parts = {
    clock: { now: () => 0, monotonic: () => 0 },
    log: silentLog,
    handler: () => undefined,
    verifyPassword: compare,
    events: {
      authFailed: () => {},
      rateLimited: () => {},
      reloaded: () => {},
      certificateRead: () => {},
    },
  };

  test('does not open to the network without TLS and a check of who asks', () => {
    assert.throws(() => new WebServer({ host: '10.1.2.3', port: 9101 }, parts), /is not loopback/);
  });

  test('opens insecurely only when told to', () => {
    assert.ok(new WebServer({ host: '10.1.2.3', port: 9101, insecure: true }, parts));
  });

  test('answers rubbish with 400 and stays open', async (t) => {
    const server = new WebServer({ host: '127.0.0.1', port: 0 }, parts);
    const { port } = await server.listen();
    t.after(() => server.close());

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GE\0T / HTTP/9.9\r\n\r\n'));
      socket.on('data', (data) => resolve(data.toString()));
      socket.on('error', reject);
    });

    assert.match(answer, /^HTTP\/1\.1 400 /);
  });
});
