import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { freshDatabase } from '../../test/support/private-postgres.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { parseCommand } from './arguments.ts';
import { runCommand, type ShortCommand } from './run-command.ts';

const good = join(import.meta.dirname, '../registry/import/testdata/good-files');
const files = ['districts.csv', 'hospitals.csv', 'servers.csv'].map((name) => join(good, name));

describe('a command of the center', () => {
  test('explains all commands and settings', async () => {
    const { ok, report } = await run('--help');

    assert.equal(ok, true);
    for (const word of ['serve', 'migrate', 'import FILE', '--dry-run', '--config']) {
      assert.ok(report.join('\n').includes(word), word);
    }
  });

  test('migrates an empty database once', async (t) => {
    const config = await configFile(t);

    const first = await run('migrate', '--config', config);
    const second = await run('migrate', '--config', config);

    const names = readdirSync(join(import.meta.dirname, '../storage/migrations'));
    assert.deepEqual(first.report, [`applied ${names.sort().join(', ')}`]);
    assert.deepEqual(second.report, ['up to date']);
  });

  test('plans an import, then does it', async (t) => {
    const config = await configFile(t);
    await run('migrate', '--config', config);

    const planned = await run('import', ...files, '--dry-run', '--config', config);
    const imported = await run('import', ...files, '--config', config);

    assert.deepEqual(planned.report.slice(-2), [
      'servers: 4 added, 0 changed, 0 unchanged',
      'dry run; nothing was changed',
    ]);
    assert.equal(imported.report.at(-1), 'imported');
  });

  test('is not well when a row is wrong', async (t) => {
    const config = await configFile(t);
    await run('migrate', '--config', config);
    const broken = join(tempDir(t), 'districts.csv');
    writeFileSync(broken, 'adcode,name,tile_col,tile_row\n11,,x,2\n');

    const { ok, report } = await run('import', broken, '--config', config);

    assert.equal(ok, false);
    assert.equal(report.at(-1), '3 mistake(s); nothing was imported');
  });

  test('says which file it cannot read', async (t) => {
    const config = await configFile(t);

    await assert.rejects(run('import', '/nowhere.csv', '--config', config), {
      message: '/nowhere.csv: cannot be read',
    });
    await assert.rejects(run('migrate', '--config', '/nowhere.yml'), {
      message: '/nowhere.yml: cannot be read',
    });
  });
});

function run(...line: readonly string[]) {
  return runCommand(parseCommand(line) as ShortCommand, 'tester');
}

async function configFile(t: TestContext): Promise<string> {
  const folder = tempDir(t);
  const url = await freshDatabase(t, folder); // a folder without migrations
  writeFileSync(join(folder, 'center.yml'), `database: {url: "${url}"}\n`);
  return join(folder, 'center.yml');
}
