import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookOf, exampleAlert } from './example-book.ts';
import { hasTests } from './has-tests.ts';

function check(file: string | undefined): readonly string[] {
  const tests = new Map(file === undefined ? [] : [['Example', file]]);
  return hasTests.check(bookOf([exampleAlert()], { tests })).map(({ message }) => message);
}

const silent = '{alertname: Example, exp_alerts: []}';
const firing = '{alertname: Example, exp_alerts: [{exp_labels: {severity: warning}}]}';
const critical = '{alertname: Example, exp_alerts: [{exp_labels: {severity: critical}}]}';

test('an alert without a file of tests is refused', () => {
  assert.deepEqual(check(undefined), ['expected exporter-rules/tests/Example.yml']);
});

test('tests in which it is never silent, or never fires with its severity, are refused', () => {
  assert.deepEqual(check(`tests: [{alert_rule_test: [${firing}]}]`), [
    'expected a test in which it is silent',
  ]);
  assert.deepEqual(check(`tests: [{alert_rule_test: [${silent}, ${critical}]}]`), [
    'expected a test in which it fires',
  ]);
});

test('tests in which it fires and is silent pass', () => {
  assert.deepEqual(check(`tests: [{alert_rule_test: [${silent}, ${firing}]}]`), []);
});
