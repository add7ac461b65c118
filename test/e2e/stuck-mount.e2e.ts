import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { hungMount } from '../support/hung-mount.ts';

const port = 24_910;

interface Page {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

async function scrape(query = ''): Promise<Page> {
  const startedAt = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/metrics${query}`, {
    headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '3' },
    signal: AbortSignal.timeout(3000),
  });
  return {
    status: response.status,
    text: await response.text(),
    ms: performance.now() - startedAt,
  };
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isTrue().catch(() => false)) return;
    await sleep(100);
  }
  assert.fail(`20 s passed before ${what}`);
}

function startAgent(folder: string): ChildProcess {
  const file = join(folder, 'agent.yml');
  writeFileSync(file, `web: { listen: "127.0.0.1:${port}" }\n`);
  return spawn(process.execPath, ['agent/main.ts', '--config', file], { stdio: 'ignore' });
}

describe('a mount that never answers', () => {
  test('does not delay a scrape, is told as a metric and heals', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'yibao-stuck-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const mount = hungMount();
    let isMounted = true;
    const release = (): void => {
      if (isMounted) mount.release();
      isMounted = false;
    };
    t.after(release);
    const agent = startAgent(folder);
    t.after(() => agent.kill('SIGKILL'));
    await until('the agent answers', async () => (await scrape()).status === 200);
    const row = (text: string): string =>
      text
        .split('\n')
        .find(
          (line) => line.startsWith('node_filesystem_device_error') && line.includes(mount.path),
        ) ?? '';

    const times: number[] = [];
    for (let scrapes = 0; scrapes < 100; scrapes++) {
      // One set after the other, or one collection would answer many scrapes.
      const other = scrapes % 2 === 0 ? 'cpu' : 'stat';
      const { status, text, ms } = await scrape(`?exclude[]=${other}`);
      assert.equal(status, 200);
      assert.match(text, /^node_load1 /m);
      times.push(ms);
      await sleep(60);
    }
    await until('the hang is told', async () =>
      /mountpoint timeout/.test(row((await scrape()).text)),
    );
    const during = (await scrape()).text;
    release();
    await until('the mount is gone from the page', async () => row((await scrape()).text) === '');
    const after = (await scrape()).text;

    assert.match(row(during), /device_error="mountpoint timeout".* 1$/);
    const inside = (line: string): boolean =>
      line.includes(mount.path) && !line.startsWith('node_filesystem_device_error');
    assert.ok(!during.split('\n').some(inside), 'a size was invented');
    assert.match(during, /^node_scrape_collector_success\{collector="filesystem"\} +1$/m);
    assert.match(after, /^yibao_agent_helper_abandoned 0$/m);
    t.diagnostic(`100 scrapes, slowest ${Math.max(...times).toFixed(1)} ms`);
  });
});
