import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderBoards } from './render.ts';

const files = renderBoards();

for (const [path, content] of files) {
  test(`${path} is what its source makes`, () => {
    assert.equal(readFileSync(path, 'utf8'), content, 'run `npm run generate`');
  });
}

test('generated/ holds nothing that no board makes', () => {
  const onDisk = readdirSync('dashboards/generated', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => `dashboards/generated/${file}`);

  assert.deepEqual(onDisk.sort(), files.map(([path]) => path).sort());
});
