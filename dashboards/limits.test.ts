import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fs, nightly } from '../exporter-rules/config.ts';
import { type Limits, limits } from './limits.ts';

test('limits of alarms are the numbers of the rules', () => {
  assert.equal(limits.fsUsed.warning, fs.warnUsed);
  assert.equal(limits.fsUsed.critical, fs.critUsed);
  assert.equal(limits.downloadAgeHours.critical * 3600, nightly.missedAfterSeconds);
});

test('a warning comes before its critical', () => {
  for (const [name, limit] of Object.entries<Limits>(limits)) {
    const { badWhen, warning, critical } = limit;
    if (warning === undefined || critical === undefined) continue;
    assert.ok(badWhen === 'high' ? warning < critical : warning > critical, name);
  }
});
