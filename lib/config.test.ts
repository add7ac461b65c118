import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { type ConfigError, durationMs, hostPort, parseConfig } from './config.ts';

const Example = z.strictObject({ listen: hostPort, every: durationMs });

test('a good file becomes a value with units', () => {
  const value = parseConfig(Example, 'x.yml', 'listen: "127.0.0.1:9101"\nevery: 1m30s\n');

  assert.deepEqual(value, { listen: { host: '127.0.0.1', port: 9101 }, every: 90_000 });
});

test('all mistakes are listed at once, with their place', () => {
  const read = () => parseConfig(Example, 'x.yml', 'listen: 9101\nevery: soon\nevry: 1m\n');

  assert.throws(read, (error: ConfigError) => {
    assert.equal(error.mistakes.length, 3);
    assert.match(error.message, /^x\.yml: 3 mistake/);
    assert.match(error.message, /every: expected a duration such as 90s/);
    assert.match(error.message, /evry/);
    return true;
  });
});

test('an empty file is a mistake, never an empty configuration', () => {
  assert.throws(() => parseConfig(Example, 'x.yml', '# nothing\n'), /the file is empty/);
});

test('aliases are refused, because they can explode', () => {
  assert.throws(() => parseConfig(Example, 'x.yml', 'listen: &a "1:1"\nevery: *a\n'));
});
