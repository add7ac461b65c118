import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { loadConfig, parseConfig } from '../lib/config.ts';
import { silentLog } from '../lib/json-log.ts';
import { SimulatorConfig } from './config.ts';
import { createSimulator } from './simulator.ts';
import { clockAt, mondayMorning } from './test-support.ts';

const exampleFile = join(import.meta.dirname, 'simulator.example.yml');

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'token'), 'secret');
  return folder;
}

function configText(folder: string): string {
  return [
    'control: 127.0.0.1:0',
    "twins: { addresses: '127.21', gateways: '127.121', backupGateways: '127.122', port: 21120 }",
    `truthLog: ${folder}/truth.jsonl`,
    'inbox:',
    '  web: 127.0.0.1:0',
    '  smtp: 127.0.0.1:0',
    `  sms: { listen: '127.0.0.1:0', tokenFile: ${folder}/token }`,
  ].join('\n');
}

describe('simulator.example.yml', () => {
  test('is accepted, and holds the ports that the other programs expect', () => {
    const config = loadConfig(SimulatorConfig, exampleFile);

    assert.deepEqual(
      [config.control.port, config.inbox?.web.port, config.inbox?.smtp.port],
      [9200, 8025, 2525],
    );
    assert.deepEqual(config.inbox?.sms.listen, { host: '127.0.0.1', port: 9382 });
    assert.deepEqual([config.twins.addresses, config.twins.port], ['127.20', 9101]);
  });

  test('names every setting there is', () => {
    const text = readFileSync(exampleFile, 'utf8');
    const named = (keys: readonly string[]) => keys.filter((key) => !text.includes(`${key}:`));
    const { twins, inbox } = loadConfig(SimulatorConfig, exampleFile);

    assert.deepEqual(named(Object.keys(SimulatorConfig.shape)), []);
    assert.deepEqual(named([...Object.keys(twins), ...Object.keys(inbox ?? {})]), []);
  });
});

describe('simulator', () => {
  test('starts fleet, control port and inbox, and closes all of them', async (t) => {
    const folder = temporary(t);
    const config = parseConfig(SimulatorConfig, 'test.yml', configText(folder));
    const clock = clockAt(mondayMorning);
    const simulator = await createSimulator({ clock, log: silentLog, config });
    const once = { headers: { connection: 'close' } };
    const page = 'http://127.21.0.25:21120/metrics';

    try {
      const control = `http://127.0.0.1:${simulator.control.port}`;
      assert.equal((await fetch(`${control}/-/ready`, once)).status, 200);
      assert.equal((await fetch(page, once)).status, 200);
      assert.ok((simulator.inbox?.webPort ?? 0) > 0);
    } finally {
      await simulator.stop();
    }

    await assert.rejects(fetch(page, once));
    const events = readFileSync(join(folder, 'truth.jsonl'), 'utf8').trim().split('\n');
    assert.deepEqual(
      events.map((line) => JSON.parse(line).event),
      ['simulator started', 'simulator stopped'],
    );
  });

  test('a clock before the fleet existed is refused', async (t) => {
    const config = parseConfig(SimulatorConfig, 'test.yml', configText(temporary(t)));
    const clock = clockAt(Date.parse('2025-06-01T00:00:00Z'));

    await assert.rejects(
      createSimulator({ clock, log: silentLog, config }),
      /the fleet exists since 2026-01-01; expected a later clock, got 2025-06-01/,
    );
  });

  test('as a program it stops on SIGTERM within three seconds, with code 0', async (t) => {
    const folder = temporary(t);
    const file = join(folder, 'simulator.yml');
    writeFileSync(file, configText(folder).replace('21120', '21121'));
    const main = join(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, [main, '--config', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    let output = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        output += chunk;
        if (output.includes('simulator started')) resolve();
      });
    });

    const asked = performance.now();
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.once('exit', resolve));

    assert.equal(code, 0);
    assert.ok(performance.now() - asked < 3000);
    assert.match(output, /"text":"simulator stopped"/);
  });
});
