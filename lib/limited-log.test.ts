import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fields } from './json-log.ts';
import { limitedLog } from './limited-log.ts';

test('a text stands at most twenty times a minute, and what was left out is told', () => {
  let now = 0;
  const lines: [string, Fields | undefined][] = [];
  const write = (text: string, fields?: Fields): void => void lines.push([text, fields]);
  const log = limitedLog(
    { info: write, warn: write, error: write },
    { now: () => now, monotonic: () => now },
  );

  for (let turn = 0; turn < 100; turn++) log.warn('disk is odd', { turn });
  log.warn('another text');
  now = 60_000;
  log.warn('disk is odd', { turn: 100 });

  assert.equal(lines.length, 22);
  assert.deepEqual(lines[20], ['another text', undefined]);
  assert.deepEqual(lines[21], ['disk is odd', { turn: 100, leftOut: 80 }]);
});
