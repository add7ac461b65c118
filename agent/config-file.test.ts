import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { ConfigError } from '../lib/config.ts';
import { silentLog } from '../lib/json-log.ts';
import { defaultConfig } from './config.ts';
import {
  checkAgentConfig,
  keepAsLastKnownGood,
  loadAgentConfig,
  loadOrLastKnownGood,
} from './config-file.ts';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-config-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('the configuration of the agent', () => {
  test('the example holds every default', () => {
    assert.deepEqual(loadAgentConfig('agent/agent.example.yml').config, defaultConfig);
  });

  test('unknown collectors and a bad web configuration are told together', (t) => {
    const folder = folderOf(t);
    const file = join(folder, 'agent.yml');
    writeFileSync(join(folder, 'web.yml'), 'basic_auth_users: { a: plain }\n');
    writeFileSync(
      file,
      `collectors: { enable: [cpus] }\nweb: { configFile: "${join(folder, 'web.yml')}" }\n`,
    );

    assert.throws(
      () => loadAgentConfig(file),
      ({ mistakes }: ConfigError) =>
        mistakes.length === 2 && /cpus/.test(mistakes[0] ?? '') && /bcrypt/.test(mistakes[1] ?? ''),
    );
  });

  test('check-config also tells a door that stands open and a script that would not run', (t) => {
    const folder = folderOf(t);
    const file = join(folder, 'agent.yml');
    const script = join(folder, 'raid.sh');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o700 });
    writeFileSync(
      file,
      `web: { listen: "10.1.2.3:9101" }\nscripts: [{ name: raid, path: "${script}", sha256: "${'0'.repeat(64)}" }]\n`,
    );

    assert.throws(
      () => checkAgentConfig(file),
      ({ mistakes }: ConfigError) =>
        mistakes.length === 2 &&
        /10\.1\.2\.3 is not loopback/.test(mistakes[0] ?? '') &&
        /^scripts\.raid: .*sha256 is [0-9a-f]{64}/.test(mistakes[1] ?? ''),
    );
    checkAgentConfig('agent/agent.example.yml');
  });

  test('a bad file at start is replaced by the copy that ran before', (t) => {
    const folder = folderOf(t);
    const file = join(folder, 'agent.yml');
    writeFileSync(file, 'collectors: { disable: [cpu] }\n');
    keepAsLastKnownGood(file, folder);
    writeFileSync(file, 'collectors: [\n');

    const loaded = loadOrLastKnownGood(file, folder, silentLog);

    assert.equal(loaded.isCopy, true);
    assert.deepEqual(loaded.config.collectors.disable, ['cpu']);
  });

  test('without a copy a bad file is a bad start', (t) => {
    const folder = folderOf(t);
    writeFileSync(join(folder, 'agent.yml'), '');

    assert.throws(() => loadOrLastKnownGood(join(folder, 'agent.yml'), folder, silentLog), /empty/);
  });

  test('two probes of one name are a mistake', (t) => {
    const file = join(folderOf(t), 'agent.yml');
    const probe = '{ name: p, kind: icmp, target: 127.0.0.1 }';
    writeFileSync(file, `probes: [${probe}, ${probe}]\n`);

    assert.throws(() => loadAgentConfig(file), /two probes have the same name/);
  });
});
