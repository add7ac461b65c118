import { promql, type Series } from '../catalog/promql.ts';
import { type Child, type Explanation, type Gate, topology } from '../catalog/topology.ts';
import { joinQueries } from './join-queries.ts';
import { recordingGroups } from './recording/index.ts';
import type { AlertRule, RecordingRule } from './rule.ts';

/** The alert with an `unless` for each parent that the topology names, so that no alert forgets one. */
export function withGates(rule: AlertRule): AlertRule {
  const gates = gatesOf(rule);
  if (gates.length === 0) return rule;
  const parts = gates.map(
    (gate) => promql`unless on (${gate.on.join(', ')}) (${stateOf(gate)} == 1)`,
  );
  return { ...rule, expr: joinQueries([promql`${rule.expr}`, ...parts], '\n') };
}

/** Gates that stand between an alert and its parents, in the order of the topology. */
export function gatesOf(rule: AlertRule): readonly Gate[] {
  return topology.flatMap(({ gate }: Explanation) =>
    gate?.children.some((child) => isMeant(child, rule)) ? [gate] : [],
  );
}

function isMeant({ alert, severity }: Child, rule: AlertRule): boolean {
  return rule.alert === alert && (severity === undefined || rule.labels.severity === severity);
}

function stateOf(gate: Gate): Series {
  const records = recordingGroups.flatMap((group) => group.rules as readonly RecordingRule[]);
  const state = records.find((record) => record.name === gate.state);
  if (state === undefined) {
    throw new Error(`catalog/topology.ts: expected a recorded series, got ${gate.state}`);
  }
  return state;
}
