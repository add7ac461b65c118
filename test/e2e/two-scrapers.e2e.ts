import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { runningAgent } from '../support/running-agent.ts';

const port = 24_930;
/** Ten megabytes in all: more than the buffers on both ends hold, so that the agent has to wait for the reader. */
const rounds = 50;
const pagesPerRound = 4;

/** Asks for page after page on one connection, reads nothing for seconds and then drop by drop. */
async function readSlowly(): Promise<readonly string[]> {
  const socket = connect(port, '127.0.0.1').pause();
  const parts: Buffer[] = [];
  const isOver = new Promise<void>((resolve, reject) => {
    socket.once('end', resolve).once('error', reject);
  });
  const ask = 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n';
  for (let round = 0; round < rounds; round++) {
    socket.write(ask.repeat(pagesPerRound));
    await sleep(100);
  }
  socket.write(ask.replace('Host', 'Connection: close\r\nHost'));
  socket.on('data', (part) => {
    parts.push(part);
    socket.pause();
    setTimeout(() => socket.resume(), 5);
  });
  socket.resume();
  await isOver;
  return pagesOf(Buffer.concat(parts));
}

/** The pages among answers that stand behind each other on one connection; what waited with eight others is told 503. */
function pagesOf(bytes: Buffer): readonly string[] {
  const pages: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const body = bytes.indexOf('\r\n\r\n', at) + 4;
    const head = bytes.toString('latin1', at, body);
    assert.match(head, /^HTTP\/1\.1 (200|503) /);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (head.startsWith('HTTP/1.1 200')) pages.push(bytes.toString('utf8', body, body + length));
    at = body + length;
  }
  return pages;
}

async function fetchPage(gzip: boolean): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: { 'accept-encoding': gzip ? 'gzip' : 'identity' },
  });
  return response.text();
}

/** The moment of a collection as it stands on its page. */
function timeOf(page: string): number {
  return Number(/^node_time_seconds +(\S+)$/m.exec(page)?.[1]);
}

describe('two scrapers and a slow reader at once', () => {
  test('see pages that are whole, and the same page of the same moment', async (t) => {
    await runningAgent(t, { port });
    const seen: string[] = [];
    let isOver = false;
    const scraper = async (gzip: boolean): Promise<void> => {
      while (!isOver) {
        seen.push(await fetchPage(gzip));
        await sleep(130);
      }
    };

    const scrapers = [scraper(true), scraper(false)];
    const slow = await readSlowly();
    isOver = true;
    await Promise.all(scrapers);

    assert.ok(slow.length >= 50, `only ${slow.length} pages for the slow reader`);
    const byMoment = new Map<number, string>();
    for (const page of [...seen, ...slow]) {
      const before = byMoment.get(timeOf(page)) ?? page;
      assert.equal(page, before, 'two pages of one collection differ');
      byMoment.set(timeOf(page), page);
    }
    assert.ok(byMoment.size >= 3, `only ${byMoment.size} collections: the reader was not slow`);
    for (const page of byMoment.values()) assertWhole(page);
    assert.deepEqual(
      slow.map(timeOf),
      slow.map(timeOf).toSorted((one, other) => one - other),
    );
    t.diagnostic(
      `${slow.length} slow and ${seen.length} quick pages, ${byMoment.size} collections`,
    );
  });

  test('get the very same bytes inside a second, compressed or not', async (t) => {
    await runningAgent(t, { port: port + 1 });
    const get = (encoding: string) =>
      fetch(`http://127.0.0.1:${port + 1}/metrics`, { headers: { 'accept-encoding': encoding } });
    await (await get('identity')).text();
    await sleep(1100);

    const [one, other, plain] = await Promise.all([rawGzip(), rawGzip(), get('identity')]);

    assert.deepEqual(one, other);
    assert.equal(gunzipSync(one).toString(), await plain.text());
  });
});

/** The compressed bytes as they come. */
function rawGzip(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port + 1, '127.0.0.1');
    socket.on('data', (part) => parts.push(part));
    socket.once('error', reject);
    socket.once('end', () => {
      const all = Buffer.concat(parts);
      resolve(all.subarray(all.indexOf('\r\n\r\n') + 4));
    });
    socket.write(
      'GET /metrics HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n',
    );
  });
}

/** Each family stands once, each line is a comment or a sample, and nothing is missing at the end. */
function assertWhole(page: string): void {
  const lines = page.split('\n');
  const bad = lines.filter(
    (line) => line !== '' && !/^(# (HELP|TYPE) \S+ .*|[a-z_:][\w:]*(\{.*\})? +\S+)$/i.test(line),
  );
  const families = lines.filter((line) => line.startsWith('# TYPE'));

  assert.deepEqual(bad, []);
  assert.equal(new Set(families).size, families.length);
  assert.match(page, /^yibao_agent_info\{/m);
  assert.ok(page.endsWith('\n'));
}
