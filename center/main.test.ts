import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { freshDatabase } from '../test/support/private-postgres.ts';
import { tempDir } from '../test/support/temp-dir.ts';

const main = join(import.meta.dirname, 'main.ts');
const good = join(import.meta.dirname, 'registry/import/testdata/good-files');
const files = ['districts.csv', 'hospitals.csv', 'servers.csv'].map((name) => join(good, name));

describe('the program center', () => {
  test('explains itself', async () => {
    const { code, output } = await run('--help');

    assert.equal(code, 0);
    for (const word of ['serve', 'migrate', 'import FILE', '--dry-run', '--config']) {
      assert.match(output, new RegExp(word));
    }
  });

  test('migrates an empty database, imports into it, serves, and stops when asked', async (t) => {
    const config = await configFile(t);

    const migrated = await run('migrate', '--config', config);
    const again = await run('migrate', '--config', config);
    const planned = await run('import', ...files, '--dry-run', '--config', config);
    const imported = await run('import', ...files, '--config', config);

    assert.match(migrated.output, /^applied 0001-registry\.sql, 0002-/);
    assert.equal(again.output, 'up to date\n');
    assert.match(planned.output, /servers: 4 added, 0 changed, 0 unchanged\ndry run;/);
    assert.match(imported.output, /servers: 4 added, 0 changed, 0 unchanged\nimported\n$/);

    const child = start('serve', '--config', config);
    const ended = end(child);
    const port = await operationsPort(child);
    const response = await fetch(`http://127.0.0.1:${port}/-/healthy`);
    assert.equal(response.status, 200);
    const asked = performance.now();
    child.kill('SIGTERM');
    const { code } = await ended;
    assert.equal(code, 0);
    assert.ok(performance.now() - asked < 3000, 'stopped within three seconds');
  });

  test('ends with status 1 and every mistake when a file is wrong', async (t) => {
    const config = await configFile(t);
    await run('migrate', '--config', config);
    const broken = join(tempDir(t), 'districts.csv');
    writeFileSync(broken, 'adcode,name,tile_col,tile_row\n11,,x,2\n');

    const { code, output } = await run('import', broken, '--config', config);

    assert.equal(code, 1);
    assert.match(output, /districts\.csv:2: adcode: got "11"; allowed: six digits/);
    assert.match(output, /3 mistake\(s\); nothing was imported/);
  });

  for (const [line, reason] of [
    [['import', '/nowhere.csv'], /\/nowhere\.csv: cannot be read: ENOENT/],
    [['serve', '--config', '/nowhere.yml'], /\/nowhere\.yml: cannot be read/],
    [['dance'], /expected serve, migrate or import, got "dance"/],
  ] as const) {
    test(`says in one line why it cannot: ${line.join(' ')}`, async (t) => {
      const config = await configFile(t);
      const { code, output } = await run(...line, ...(line.length > 2 ? [] : ['--config', config]));

      assert.equal(code, 1);
      assert.match(output, reason);
      assert.doesNotMatch(output, /\n {4}at /);
    });
  }
});

async function configFile(t: TestContext): Promise<string> {
  const folder = tempDir(t);
  const url = await freshDatabase(t, folder); // a folder without migrations
  const config = join(folder, 'center.yml');
  const listen = 'listen: "127.0.0.1:0"';
  writeFileSync(
    config,
    `database: {url: "${url}"}\nconsole: {${listen}}\noperations: {${listen}}\n`,
  );
  return config;
}

function start(...line: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...line]);
}

function run(...line: readonly string[]) {
  return end(start(...line));
}

async function end(child: ChildProcessWithoutNullStreams) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += part;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

function operationsPort(child: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => {
      const port = String(part).match(/"operations":(\d+)/)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('close', () => reject(new Error('it ended before it listened')));
  });
}
