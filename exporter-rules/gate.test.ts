import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../catalog/promql.ts';
import { gatesOf, withGates } from './gate.ts';
import { rule, type Urgency } from './rule.ts';

const text = { zh: '示例', en: 'example' };

function alertNamed(alert: string, urgency: Urgency): ReturnType<typeof rule> {
  return rule({
    alert,
    urgency,
    family: 'host',
    scope: 'server',
    expr: promql`up == 0`,
    for: '1m',
    texts: { summary: text, description: text, short: text, action: text },
  });
}

test('each parent in the topology becomes an `unless`, and the query knows that it reads it', () => {
  const { expr } = withGates(alertNamed('HospitalLineDown', 'P1'));

  assert.equal(
    expr.text,
    `(up == 0)
unless on () (city:line_down:max5m == 1)
unless on (district) (district:line_down:max5m == 1)`,
  );
  assert.deepEqual(
    [...expr.reads].map(({ name }) => name),
    ['city:line_down:max5m', 'district:line_down:max5m'],
  );
});

test('a gate may belong to one severity: the only server of a hospital is no member of a pair', () => {
  const statesOf = (urgency: Urgency): readonly string[] =>
    gatesOf(alertNamed('HostDown', urgency)).map(({ state }) => state);

  assert.deepEqual(statesOf('P1'), ['hospital:line_down:max5m']);
  assert.deepEqual(statesOf('P2'), ['hospital:pair_down:max5m']);
});

test('an alert that nothing explains stays as it is', () => {
  const alert = alertNamed('Example', 'P1');

  assert.equal(withGates(alert), alert);
});
