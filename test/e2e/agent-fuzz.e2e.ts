import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundledAgent } from '../support/agent-bundle.ts';

const port = 24_920;
const requests = 50_000;
const filesPerScrape = 200; // the most the agent looks at
const fileScrapes = 250;
/** MemoryHigh of the unit is 160 MB; a leak of a few hundred bytes a request would pass it. */
const maxRssBytes = 160e6;

/** Repeatable: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const goodRequest =
  'GET /metrics?collect[]=loadavg HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n';
const goodFile =
  '# HELP a_total Of things.\n# TYPE a_total counter\na_total{x="1",y="2"} 3\nb 4e3\n';
const oddities = [
  '\0',
  '\r',
  '\n',
  '{',
  '}',
  '"',
  '\\',
  '%',
  '%zz',
  '\u00ff',
  '//',
  '..',
  '?',
  '[]',
  'é',
  'x'.repeat(9000),
  'Infinity',
  '-1',
  ':',
];

/** The text with one to five places cut, doubled or replaced. */
function mutate(text: string, random: () => number): Buffer {
  let mutant = text;
  const times = 1 + Math.floor(random() * 5);
  for (let time = 0; time < times; time++) {
    const at = Math.floor(random() * mutant.length);
    const length = Math.floor(random() * 12);
    const odd = oddities[Math.floor(random() * oddities.length)] ?? '';
    const middle = random() < 0.3 ? '' : odd;
    mutant = mutant.slice(0, at) + middle + mutant.slice(at + length);
  }
  return Buffer.from(mutant, random() < 0.5 ? 'latin1' : 'utf8');
}

/** Sends bytes on a connection of its own, says that no more will come, and waits for an answer or the end. */
function send(bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(2000, done);
    socket.once('data', done);
    socket.once('error', done);
    socket.once('close', done);
    socket.end(bytes);
  });
}

async function isAlive(): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
    signal: AbortSignal.timeout(5000),
  });
  return response.status === 200 && /^node_load1 /m.test(await response.text());
}

function rssOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

describe('the agent under malformed input', () => {
  test(`lives through ${requests + filesPerScrape * fileScrapes} bad requests and files`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'yibao-fuzz-'));
    t.after(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'text'));
    const config = join(folder, 'agent.yml');
    writeFileSync(
      config,
      `web: { listen: "127.0.0.1:${port}" }\ntextfile: { directories: ["${folder}/text"] }\n`,
    );
    const args = await bundledAgent(join(folder, 'bundle'));
    const agent = spawn(process.execPath, [...args, '--config', config], {
      stdio: 'ignore',
    });
    t.after(() => agent.kill('SIGKILL'));
    for (let tries = 0; tries < 100 && !(await isAlive().catch(() => false)); tries++)
      await sleep(100);
    const random = randomOf(20_261_122);

    const startedAt = performance.now();
    const senders = Array.from({ length: 24 }, async () => {
      for (let sent = 0; sent < requests / 24; sent++) await send(mutate(goodRequest, random));
    });
    await Promise.all(senders);
    const aliveAfterRequests = await isAlive();
    t.diagnostic(`requests ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);

    for (let scrape = 0; scrape < fileScrapes; scrape++) {
      for (let file = 0; file < filesPerScrape; file++) {
        writeFileSync(join(folder, `text/${file}.prom`), mutate(goodFile, random));
      }
      const set = scrape % 2 === 0 ? 'collect[]=textfile' : 'collect[]=textfile&collect[]=loadavg';
      const response = await fetch(`http://127.0.0.1:${port}/metrics?${set}`);
      assert.equal(response.status, 200);
      await response.arrayBuffer();
    }
    const rss = rssOf(agent.pid ?? 0);

    assert.ok(aliveAfterRequests, 'dead after the requests');
    assert.ok(await isAlive(), 'dead after the files');
    assert.equal(agent.exitCode, null);
    assert.ok(rss < maxRssBytes, `RSS is ${rss}`);
    t.diagnostic(`RSS ${(rss / 1e6).toFixed(0)} MB`);
  });
});
