import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parseConfig } from '../../lib/config.ts';
import { Scripts } from './scripts.ts';
import { ScriptSettings } from './settings.ts';

function scriptOf(t: TestContext, body: string): { path: string; sha256: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-script-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'script.sh');
  const text = `#!/bin/sh\n${body}\n`;
  writeFileSync(path, text, { mode: 0o755 });
  return { path, sha256: createHash('sha256').update(text).digest('hex') };
}

function settingsOf(script: { path: string; sha256: string }, more = ''): ScriptSettings {
  const yaml = `name: x\npath: ${script.path}\nsha256: ${script.sha256}\n${more}`;
  return parseConfig(ScriptSettings, 'agent.yml', yaml);
}

async function run(scripts: Scripts, settings: ScriptSettings) {
  const samples = await scripts.task(settings).run(new AbortController().signal);
  return Object.fromEntries(samples.map(({ metric, value }) => [metric.name, value]));
}

describe('a script of the configuration', () => {
  test('is run with its arguments and its output is kept', async (t) => {
    const scripts = new Scripts(() => 0);
    const script = scriptOf(
      t,
      'echo "# TYPE raid_state gauge"; echo "raid_state{disk=\\"$1\\"} 1"',
    );

    const found = await run(scripts, settingsOf(script, 'args: ["a b; rm -rf /"]'));

    assert.equal(found.yibao_agent_script_last_exit_code, 0);
    assert.deepEqual(scripts.files()[0]?.families[0]?.samples, [
      'raid_state{disk="a b; rm -rf /"} 1',
    ]);
  });

  test('that fails tells its code and nothing else', async (t) => {
    const scripts = new Scripts(() => 0);

    const found = await run(scripts, settingsOf(scriptOf(t, 'echo "x 1"; exit 3')));

    assert.equal(found.yibao_agent_script_last_exit_code, 3);
    assert.deepEqual(scripts.files(), []);
  });

  const refused: readonly [
    what: string,
    body: string,
    change: (path: string) => void,
    expected: RegExp,
  ][] = [
    [
      'that was changed',
      'echo "x 1"',
      (path) => writeFileSync(path, '#!/bin/sh\necho evil\n'),
      /sha256 is/,
    ],
    [
      'that others may write',
      'echo "x 1"',
      (path) => chmodSync(path, 0o777),
      /may be written by others/,
    ],
    ['that prints rubbish', 'echo "<html>"', () => undefined, /line 1: expected name/],
    ['that takes too long', 'sleep 30', () => undefined, /timeout/],
  ];
  for (const [what, body, change, expected] of refused) {
    test(`${what} leaves nothing on the page`, async (t) => {
      const scripts = new Scripts(() => 0);
      const script = scriptOf(t, body);
      change(script.path);

      await assert.rejects(run(scripts, settingsOf(script, 'timeout: 300ms')), expected);
      assert.deepEqual(scripts.files(), []);
    });
  }

  test('behind a link is not run', async (t) => {
    const script = scriptOf(t, 'echo "x 1"');
    const link = `${script.path}.link`;
    symlinkSync(script.path, link);

    await assert.rejects(
      run(new Scripts(() => 0), settingsOf({ ...script, path: link })),
      /plain file/,
    );
  });

  test('grows old', async (t) => {
    let now = 0;
    const scripts = new Scripts(() => now);
    await run(scripts, settingsOf(scriptOf(t, 'echo "x 1"')));

    now = 3 * 60_000 + 1;

    assert.deepEqual(scripts.files(), []);
  });

  test('waits while two others run', async (t) => {
    const scripts = new Scripts(() => performance.now());
    const slow = settingsOf(scriptOf(t, 'sleep 0.3; echo "x 1"'));
    const startedAt = performance.now();

    await Promise.all([1, 2, 3].map(() => run(scripts, slow)));

    assert.ok(performance.now() - startedAt >= 550);
  });
});
