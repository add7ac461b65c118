import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parseConfig } from '../../lib/config.ts';
import { TestAuthority } from '../../test/support/certificates.ts';
import type { Sample } from '../sources/sample.ts';
import { parseRoundTrip } from './icmp.ts';
import { probeTask } from './index.ts';
import { ProbeSettings } from './settings.ts';

async function portOf(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Runs a probe of the configuration once: name{labels but the first} → value. */
async function run(yaml: string): Promise<Record<string, number>> {
  const settings = parseConfig(ProbeSettings, 'agent.yml', `name: p\n${yaml}`);
  const samples = await probeTask(settings).run(new AbortController().signal);
  return Object.fromEntries(samples.map(asEntry));
}

function asEntry({ metric, value, labels }: Sample): [string, number] {
  assert.equal(labels[0], 'p');
  return [[metric.name, ...labels.slice(1)].join(' '), value];
}

const page: RequestListener = (request, response) => {
  response.statusCode = request.url === '/broken' ? 500 : 200;
  if (request.url !== '/never') response.end('all is well');
};

describe('the http probe', () => {
  test('times the phases of a good answer', async (t) => {
    const port = await portOf(t, createHttpServer(page));

    const found = await run(`kind: http\ntarget: http://localhost:${port}/`);

    assert.equal(found.probe_success, 1);
    assert.equal(found.probe_http_status_code, 200);
    assert.equal(found.probe_http_ssl, 0);
    assert.ok((found['probe_http_duration_seconds processing'] ?? 0) > 0);
    assert.ok((found.probe_dns_lookup_time_seconds ?? 0) > 0);
  });

  for (const [what, yaml] of [
    ['a status of 500', 'target: http://127.0.0.1:PORT/broken'],
    ['a body that must not be', 'target: http://127.0.0.1:PORT/\nfailIfBodyMatches: well'],
    [
      'a body that lacks what it must have',
      'target: http://127.0.0.1:PORT/\nfailIfBodyNotMatches: bad',
    ],
    ['no answer in time', 'target: http://127.0.0.1:PORT/never\ntimeout: 100ms'],
  ] as const) {
    test(`calls ${what} a failure`, async (t) => {
      const port = await portOf(t, createHttpServer(page));

      const found = await run(`kind: http\n${yaml.replace('PORT', String(port))}`);

      assert.equal(found.probe_success, 0);
    });
  }

  test('tells when a certificate ends, and trusts only whom it should', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'yibao-probe-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const authority = new TestAuthority(folder);
    const files = authority.issue({ name: 's', altNames: 'IP:127.0.0.1', purpose: 'serverAuth' });
    const keys = { cert: readFileSync(files.cert), key: readFileSync(files.key) };
    const port = await portOf(t, createHttpsServer(keys, page));
    const target = `kind: http\ntarget: https://127.0.0.1:${port}/`;

    const stranger = await run(target);
    const trusted = await run(`${target}\ntls: { caFile: ${authority.cert} }`);

    assert.equal(stranger.probe_success, 0);
    assert.equal(trusted.probe_success, 1);
    const days = ((trusted.probe_ssl_earliest_cert_expiry ?? 0) - Date.now() / 1000) / 86_400;
    assert.ok(days > 1.9 && days < 2.1, `${days} days`);
    assert.equal(trusted['probe_tls_version_info TLS 1.3'], 1);
  });
});

describe('the tcp probe', () => {
  test('succeeds where something listens and fails where nothing does', async (t) => {
    const server = createServer((socket) => socket.destroy());
    const port = await portOf(t, server);
    const open = await run(`kind: tcp\ntarget: "127.0.0.1:${port}"`);
    await new Promise((resolve) => server.close(resolve));

    const closed = await run(`kind: tcp\ntarget: "127.0.0.1:${port}"`);

    assert.equal(open.probe_success, 1);
    assert.equal(closed.probe_success, 0);
  });

  test('a server that is silent in the handshake fails in time', async (t) => {
    const port = await portOf(
      t,
      createServer(() => undefined),
    );

    const found = await run(`kind: tcp\ntarget: "127.0.0.1:${port}"\ntls: {}\ntimeout: 100ms`);

    assert.equal(found.probe_success, 0);
    assert.ok((found.probe_duration_seconds ?? 9) < 5);
  });
});

describe('the dns probe', () => {
  test('asks the given server and counts its answers', async (t) => {
    const server = createSocket('udp4');
    server.on('message', (query, { port }) => server.send(answerA(query), port, '127.0.0.1'));
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const target = `kind: dns\ntarget: "127.0.0.1:${server.address().port}"\nquery: a.example`;

    assert.equal((await run(target)).probe_dns_answer_rrs, 1);
    assert.equal((await run(target)).probe_success, 1);
  });

  test('a server that does not answer fails in time', async (t) => {
    const server = createSocket('udp4');
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    t.after(() => server.close());

    const found = await run(
      `kind: dns\ntarget: "127.0.0.1:${server.address().port}"\nquery: a.example\ntimeout: 200ms`,
    );

    assert.equal(found.probe_success, 0);
  });
});

/** The question again with one address record behind it (RFC 1035, section 4). */
function answerA(query: Buffer): Buffer {
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(1, 6);
  head.writeUInt16BE(0, 10);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const record = Buffer.from('c00c00010001000000010004cb007101', 'hex');
  return Buffer.concat([head, question, record]);
}

describe('the icmp probe', () => {
  for (const [text, seconds] of [
    ['rtt min/avg/max/mdev = 0.036/0.040/0.044/0.004 ms', 0.00004],
    ['round-trip min/avg/max = 0.1/12.5/25 ms', 0.0125],
    ['1 packets transmitted, 0 received', undefined],
  ] as const) {
    test(`reads ${text}`, () => {
      assert.equal(parseRoundTrip(text), seconds);
    });
  }

  test('an option in the place of a target is refused by the configuration', () => {
    assert.throws(() => parseConfig(ProbeSettings, 'agent.yml', 'name: p\nkind: icmp\ntarget: -f'));
  });
});

test('a probe that may take longer than its interval is refused', () => {
  assert.throws(
    () =>
      parseConfig(ProbeSettings, 'a.yml', 'name: p\nkind: icmp\ntarget: a.example\ninterval: 1s'),
    /timeout must not be longer than interval/,
  );
});
