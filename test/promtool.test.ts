import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ruleFiles = globSync('exporter-rules/generated/*.rules.yml').sort();
const unitTests = globSync('exporter-rules/tests/*.yml').sort();

test('promtool is installed: it is the judge of rules (package prometheus)', () => {
  assert.equal(spawnSync('promtool', ['--version']).error, undefined);
});

test('there are rules and unit tests to judge', () => {
  assert.ok(ruleFiles.length > 5, `found ${ruleFiles.length} rule files`);
  assert.ok(unitTests.length > 10, `found ${unitTests.length} files of unit tests`);
});

test('the deployed Prometheus accepts every rule', async () => {
  await promtool('check', 'rules', '--lint=all', '--lint-fatal', ...ruleFiles);
});

describe('unit tests of rules', { concurrency: availableParallelism() }, () => {
  for (const file of unitTests) {
    test(`${file} holds`, async () => {
      await promtool('test', 'rules', file);
    });
  }
});

/** Throws what promtool printed; what differs stands on stderr. */
async function promtool(...args: readonly string[]): Promise<void> {
  try {
    await run('promtool', args, { maxBuffer: 16 * 1024 ** 2 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    assert.fail(`promtool ${args.slice(0, 3).join(' ')}\n${stdout}${stderr}`);
  }
}
