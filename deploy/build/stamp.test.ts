import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempDir } from '../../test/support/temp-dir.ts';
import { filesUnder, isFresh, writeStamp } from './stamp.ts';

function built(t: TestContext) {
  const folder = tempDir(t);
  const source = join(folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'one.ts'), 'one');
  const stamp = join(folder, 'stamp.json');
  writeStamp(stamp, filesUnder([source]));
  return { source, stamp };
}

describe('whether a build is fresh', () => {
  test('it is when nothing has changed', (t) => {
    assert.equal(isFresh(built(t).stamp), true);
  });

  for (const [what, change] of [
    ['a file has changed', (source: string) => appendFileSync(join(source, 'one.ts'), '!')],
    ['a file is new', (source: string) => writeFileSync(join(source, 'two.ts'), '')],
    ['a file is gone', (source: string) => rmSync(join(source, 'one.ts'))],
  ] as const) {
    test(`it is not when ${what}`, (t) => {
      const { source, stamp } = built(t);

      change(source);

      assert.equal(isFresh(stamp), false);
    });
  }

  test('it is not when nobody knows', (t) => {
    const { stamp } = built(t);
    writeFileSync(stamp, 'broken');

    assert.equal(isFresh(stamp), false);
    assert.equal(isFresh('/nowhere'), false);
  });
});
