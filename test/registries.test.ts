import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { collectors } from '../agent/collectors/index.ts';
import { sources } from '../agent/sources/index.ts';

const folder = 'agent/collectors';

/** Files of the subject folders that are collectors; what they share stands in agent/host/. */
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'testcases')
  .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

const nameOf = (file: string) =>
  (file.split('/').at(-1) ?? '').replace('.ts', '').replaceAll('-', '_');

test('every collector file is on the list, under the name of its file', () => {
  assert.ok(files.length > 30, `found only ${files.length} files`);
  assert.deepEqual(collectors.map(({ name }) => name).sort(), files.map(nameOf).sort());
});

for (const file of files) {
  test(`${file} has a test beside it`, () => {
    assert.ok(existsSync(file.replace('.ts', '.test.ts')));
  });
}

for (const system of ['linux', 'windows'] as const) {
  test(`on ${system} no family belongs to two collectors, and no two have one name`, () => {
    const all = collectors.filter(({ os }) => os.includes(system));
    const names = all.flatMap(({ metrics }) => metrics.map(({ name }) => name));

    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  });
}

test('every source file of the agent is on its list', () => {
  const shared = ['background.ts', 'background-collector.ts', 'index.ts', 'sample.ts', 'source.ts'];
  const list = readFileSync('agent/sources/index.ts', 'utf8');
  const own = readdirSync('agent/sources').filter(
    (file) => !file.endsWith('.test.ts') && !shared.includes(file),
  );

  assert.ok(own.length > 4);
  for (const file of own) assert.ok(list.includes(`from './${file}'`), file);
  assert.equal(sources.length, own.length);
});
