import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeAtomic } from './write-atomic.ts';

test('the new content replaces the old one and leaves no temporary file', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-write-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a', 'b.txt');

  writeAtomic(path, 'old');
  writeAtomic(path, '新', 0o600);

  assert.equal(readFileSync(path, 'utf8'), '新');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(folder, 'a')), ['b.txt']);
});
