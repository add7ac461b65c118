import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLog } from './json-log.ts';

test('a line is one JSON object with static text and fields', () => {
  const lines: string[] = [];
  const log = jsonLog('center', (line) => lines.push(line));

  log.warn('collector failed', { collector: 'cpu', error: new Error('a', { cause: 'b' }) });

  const { t, ...rest } = JSON.parse(lines[0] ?? '');
  assert.ok(Date.parse(t) > 0);
  assert.deepEqual(rest, {
    level: 'warn',
    program: 'center',
    text: 'collector failed',
    collector: 'cpu',
    error: 'a: b',
  });
});
