import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { freshDatabase } from '../test/support/private-postgres.ts';
import { tempDir } from '../test/support/temp-dir.ts';
import { migrations } from './storage/migrations.ts';

describe('the program center', () => {
  test('listens, and stops within three seconds when asked', async (t) => {
    const config = join(tempDir(t), 'center.yml');
    const url = await freshDatabase(t, migrations);
    const listen = 'listen: "127.0.0.1:0"';
    const ports = `console: {${listen}}\noperations: {${listen}}\n`;
    writeFileSync(config, `database: {url: "${url}"}\n${ports}`);
    const child = start('serve', '--config', config);
    const ended = end(child);
    const port = await operationsPort(child);

    const { status } = await fetch(`http://127.0.0.1:${port}/-/healthy`);
    const asked = performance.now();
    child.kill('SIGTERM');
    const { code } = await ended;

    assert.equal(status, 200);
    assert.equal(code, 0);
    assert.ok(performance.now() - asked < 3000, 'took too long');
  });

  test('says in one line why it cannot start', async () => {
    const { code, output } = await end(start('serve', '--config', '/nowhere.yml'));

    assert.equal(code, 1);
    assert.match(output, /^\/nowhere\.yml: cannot be read: ENOENT[^\n]*\n$/);
  });
});

function start(...line: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...line]);
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
