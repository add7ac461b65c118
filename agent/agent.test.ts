import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/json-log.ts';
import { createAgent } from './agent.ts';
import { loadAgentConfig } from './config-file.ts';
import { spawnHelper } from './host/helper-process.ts';
import { LinuxHost } from './host/linux-host.ts';
import { spawnSql, sqlEntry } from './host/sql-process.ts';

async function start(t: TestContext, yaml: string) {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-agent-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'agent.yml');
  const write = (text: string): void =>
    writeFileSync(file, `web: { listen: "127.0.0.1:0" }\n${text}`);
  write(yaml);
  const agent = await createAgent({
    openHost: (root) => new LinuxHost({ clock: systemClock, root }),
    spawnHelper: () => spawnHelper('agent/main.ts'),
    spawnSql: () => spawnSql(sqlEntry('agent/main.ts')),
    clock: systemClock,
    log: silentLog,
    verifyPassword: async () => false,
    loaded: loadAgentConfig(file),
  });
  t.after(() => agent.stop());
  const page = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${agent.port}/metrics`, { headers });
    return { text: await response.text(), response };
  };
  return { agent, folder, file, write, page };
}

describe('the running agent', () => {
  test('serves the machine and itself on one page', async (t) => {
    const { page } = await start(t, 'probes: []\n');

    const { text, response } = await page();

    assert.equal(response.status, 200);
    assert.match(text, /^node_load1 +[\d.]+$/m);
    assert.match(text, /^yibao_agent_web_insecure 0$/m);
  });

  test('takes over a new configuration without closing its door', async (t) => {
    const { agent, folder, file, write, page } = await start(t, 'probes: []\n');
    await page();
    writeFileSync(join(folder, 'a.prom'), 'site_value 42\n');
    write(`textfile: { directories: ["${folder}"] }\n`);

    await agent.reload(() => loadAgentConfig(file));
    const { text } = await page();

    assert.match(text, /^site_value 42$/m);
    assert.match(text, /^yibao_agent_config_reload_success 1$/m);
    assert.match(text, /^yibao_agent_scrapes_total\{code="200"\} +1$/m);
  });

  test('a bad configuration leaves the running one in force and is told', async (t) => {
    const { agent, file, write, page } = await start(t, 'collectors: { disable: [cpu] }\n');
    write('colectors: {}\n');

    await agent.reload(() => loadAgentConfig(file));
    const { text } = await page();

    assert.match(text, /^yibao_agent_config_reload_success 0$/m);
    assert.doesNotMatch(text, /node_cpu_seconds_total/);
    assert.match(text, /^node_load1 /m);
  });

  test('a probe answers on the page', async (t) => {
    const { page } = await start(
      t,
      'probes: [{ name: nothing, kind: tcp, target: "127.0.0.1:1", interval: 1s, timeout: 500ms }]\n',
    );

    let text = '';
    for (let tries = 0; tries < 300 && !text.includes('probe_success'); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      text = (await page()).text;
    }

    assert.match(text, /^probe_success\{probe="nothing"\} +0$/m);
  });
});
