import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { version } from './version.ts';

test('the agent and package.json agree on the version', () => {
  assert.equal(JSON.parse(readFileSync('package.json', 'utf8')).version, version);
});
