import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertOn, bookOf } from './example-book.ts';
import { sameLabels } from './same-labels.ts';

test('two severities with different labels are refused', () => {
  const warning = alertOn('max by (server) (up{job="node"}) == 0');
  const critical = alertOn('max by (server, hospital) (up{job="node"}) == 0', { urgency: 'P1' });

  const [problem] = sameLabels.check(bookOf([warning, critical]));

  assert.equal(problem?.rule, 'Example');
  assert.match(problem.message, /^expected the same labels, got .*server severity and /);
});

test('two severities with the same labels pass', () => {
  const query = 'max by (server) (up{job="node"})';
  const rules = [alertOn(`${query} == 0`), alertOn(`${query} < 0`, { urgency: 'P1' })];

  assert.deepEqual(sameLabels.check(bookOf(rules)), []);
});
