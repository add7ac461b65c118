import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promql } from '../catalog/promql.ts';
import { rule, type Texts, type Urgency, warnAndCrit } from './rule.ts';

const text = { zh: '示例', en: 'example' };
const texts: Texts = { summary: text, description: text, short: text, action: text };
const common = { alert: 'Example', family: 'storage', scope: 'part' } as const;

const words: readonly (readonly [Urgency, severity: string, priority: string | undefined])[] = [
  ['P1', 'critical', 'P1'],
  ['P2', 'warning', 'P2'],
  ['P3', 'warning', 'P3'],
  ['P4', 'info', 'P4'],
  ['plumbing', 'none', undefined],
];

for (const [urgency, severity, priority] of words) {
  test(`${urgency} makes severity ${severity}, so that the two cannot disagree`, () => {
    const { labels } = rule({ ...common, urgency, expr: promql`vector(1)`, for: '1m', texts });

    assert.equal(labels.severity, severity);
    assert.equal(labels.priority, priority);
  });
}

test('an alert gets the link of its runbook, its part and the road past the notifier', () => {
  const spec = { ...common, urgency: 'P1', expr: promql`vector(1)`, for: '1m', texts } as const;

  const { labels, annotations } = rule({ ...spec, part: { label: 'mountpoint' }, bypass: true });

  assert.equal(labels.part, '{{ $labels.mountpoint }}');
  assert.equal(labels.bypass, 'yes');
  assert.match(annotations.runbook_url ?? '', /\/runbooks\/Example$/);
});

test('warning and critical share name, family, scope and part', () => {
  const level = { expr: promql`vector(1)`, for: '1m', keep: '5m', texts };

  const [warning, critical] = warnAndCrit({
    ...common,
    part: { word: 'queue' },
    warn: level,
    crit: level,
  });

  assert.deepEqual({ ...warning?.labels, severity: 'critical', priority: 'P1' }, critical?.labels);
});
