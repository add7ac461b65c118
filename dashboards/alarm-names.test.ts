import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { alarmNames } from './alarm-names.ts';

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string }[] }[];
}

/** Alarms that people see; the watchdog is plumbing. */
const alerts = globSync('exporter-rules/generated/*.rules.yml')
  .flatMap((file) => (parse(readFileSync(file, 'utf8')) as RuleFile).groups)
  .flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []))
  .filter((alert) => alert !== 'Watchdog');

test('boards have a name for every alarm of the rules and for no other', () => {
  assert.ok(alerts.length > 5, `found only ${alerts.length} alerts`);
  assert.deepEqual(Object.keys(alarmNames).sort(), [...new Set(alerts)].sort());
});

test('names fit a column of the wall', () => {
  for (const { zh, en } of Object.values(alarmNames)) {
    assert.ok(zh.length <= 12 && en.length <= 24, `${zh} or ${en} is too long`);
  }
});
