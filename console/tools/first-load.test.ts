import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { firstLoadBytes } from './first-load.ts';

const file = (name: string, needs: string[] = []) => ({ name, bytes: name.repeat(100), needs });
const gzip = (name: string) => gzipSync(name.repeat(100)).length;

test('the first load counts what comes along, each file once', () => {
  const files = [
    file('boot', ['react']),
    file('main', ['react', 'style']),
    file('react'),
    file('style'),
    file('later'),
  ];

  const bytes = firstLoadBytes(files, ['boot', 'main']);

  assert.equal(bytes, gzip('boot') + gzip('main') + gzip('react') + gzip('style'));
});

test('files that need each other do not count for ever', () => {
  const files = [file('a', ['b']), file('b', ['a'])];

  assert.equal(firstLoadBytes(files, ['a']), gzip('a') + gzip('b'));
});

test('a file that was not built is told by name', () => {
  assert.throws(() => firstLoadBytes([file('a', ['gone'])], ['a']), /gone was not built/);
});
