import { type PromQL, promql } from '../../catalog/promql.ts';
import { serverUp } from '../recording/topology.ts';
import { type AlertSpec, group, type Rule, rule } from '../rule.ts';
import type { RuleBook } from './check.ts';

const text = { zh: '示例', en: 'example' };

/** An alert that passes every check, but for what a test changes. */
export function exampleAlert(change: Partial<AlertSpec> = {}): ReturnType<typeof rule> {
  return rule({
    alert: 'Example',
    urgency: 'P2',
    family: 'host',
    scope: 'server',
    expr: promql`${serverUp} == 0`,
    for: '1m',
    texts: { summary: text, description: text, short: text, action: text },
    ...change,
  });
}

/** An alert on a query; series of the catalog and recorded ones may be written by name. */
export function alertOn(query: string, change: Partial<AlertSpec> = {}): ReturnType<typeof rule> {
  return exampleAlert({ expr: queryOf(query), ...change });
}

export function queryOf(text: string): PromQL {
  return { text, reads: new Set() };
}

/** The rules in one group of 15 s, without files beside them. */
export function bookOf(rules: readonly Rule[], change: Partial<RuleBook> = {}): RuleBook {
  return {
    groups: [group('example', '15s', rules)],
    published: [],
    runbooks: new Map(),
    tests: new Map(),
    ...change,
  };
}
