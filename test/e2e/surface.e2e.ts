import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningAgent } from '../support/running-agent.ts';

const port = 24_940;

/** Everything on which a process and its children wait for others: TCP, UDP, Unix sockets. */
function doorsOf(pid: number): readonly string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const inodes = new Set([String(pid), ...children.filter(Boolean)].flatMap(socketsOf));
  const rows = (file: string) =>
    readFileSync(`/proc/net/${file}`, 'latin1')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  const listening = ['tcp', 'tcp6'].flatMap((file) =>
    rows(file)
      .filter(([, , , state]) => state === '0A')
      .map((row) => [file, row[1], row[9]] as const),
  );
  const udp = ['udp', 'udp6'].flatMap((file) =>
    rows(file).map((row) => [file, row[1], row[9]] as const),
  );
  // Of Unix sockets only those that take connections: __SO_ACCEPTCON in the flags.
  const unix = rows('unix')
    .filter((row) => (Number.parseInt(row[3] ?? '0', 16) & 0x1_0000) !== 0)
    .map((row) => ['unix', row[7], row[6]] as const);
  return [...listening, ...udp, ...unix]
    .filter(([, , inode]) => inodes.has(inode ?? ''))
    .map(([kind, address]) => `${kind} ${address}`);
}

function socketsOf(pid: string): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [];
    } catch {
      return []; // closed between the two calls
    }
  });
}

/** The first line of the answer to these very bytes; '' when the door is shut without one. */
function statusLine(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = (): void => {
      socket.destroy();
      resolve(text.split('\r\n')[0] ?? '');
    };
    socket.setTimeout(3000, done);
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.once('end', done).once('error', done);
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}

const get = (url: string): string => `GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;

/** What others left open (pprof, inspector, probes by parameter) and what once stopped a process. */
const foreignUrls = [
  '/debug/pprof/',
  '/debug/vars',
  '/json/list',
  '/json/version',
  '/probe?target=http://127.0.0.1:22/',
  '/-/reload',
  '/-/quit',
  '/../../etc/passwd',
  '/metrics/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '//example.com/metrics',
  '/metrics%00',
  '/%ff%fe',
  '/%',
  '/%zz',
  '/\xff\xfe',
  'http://',
  'http://[::1/metrics',
  '*',
  '?',
];

describe('the surface of the running agent', () => {
  test('is one door, before and after the signal that opens a debugger', async (t) => {
    const agent = await runningAgent(t, { port });
    const { pid } = agent.process;
    const expected = [`tcp 0100007F:${port.toString(16).toUpperCase()}`];

    const before = doorsOf(pid);
    process.kill(pid, 'SIGUSR1');
    await sleep(1000); // an inspector listens within a few milliseconds
    const after = doorsOf(pid);

    assert.deepEqual(before, expected);
    assert.deepEqual(after, expected);
    assert.equal(agent.process.exitCode, null);
    assert.match(await agent.page(), /^node_load1 /m);
  });

  test('answers no address but its own, whatever is written into the request', async (t) => {
    const agent = await runningAgent(t, { port });

    const answers: (readonly [string, string])[] = [];
    for (const url of foreignUrls) answers.push([url, await statusLine(get(url))]);
    const strange = [
      await statusLine('CONNECT example.com:443 HTTP/1.1\r\nHost: a\r\n\r\n'),
      await statusLine('TRACE /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
      await statusLine('POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx'),
      await statusLine(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`),
    ];

    assert.deepEqual(
      answers.filter(([, line]) => !/^(HTTP\/1\.1 40[04] .*|)$/.test(line)),
      [],
    );
    assert.deepEqual(
      strange.filter((line) => !/^(HTTP\/1\.1 4\d\d .*|)$/.test(line)),
      [],
    );
    assert.match(await agent.page(), /^yibao_agent_scrapes_total\{code="500"\} +0$/m);
  });
});
