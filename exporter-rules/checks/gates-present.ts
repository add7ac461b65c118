import { type Explanation, topology } from '../../catalog/topology.ts';
import { parseDuration } from '../../lib/duration.ts';
import { timing } from '../config.ts';
import { childOf, findAll, parseQuery, type QueryNode } from '../query-tree.ts';
import type { AlertRule } from '../rule.ts';
import { alertsOf, type Check, nameOf, type Problem } from './check.ts';

const oneEvaluation = parseDuration(timing.evaluationInterval);

export const gatesPresent: Check = {
  id: 'gates-present',
  refuses: 'A row of the topology without its alerts, its gate in the query or its order of `for`.',
  check(book) {
    const alerts = alertsOf(book);
    return topology.flatMap((row) => [...unknownAlerts(row, alerts), ...openGates(row, alerts)]);
  },
};

function unknownAlerts(row: Explanation, alerts: readonly AlertRule[]): readonly Problem[] {
  const names = new Set(alerts.map(({ alert }) => alert));
  const named = [row.parent, ...childrenOf(row), ...(row.mutes.alerts ?? [])];
  return named
    .filter((name) => !names.has(name))
    .map((rule) => ({ rule, message: 'expected an alert: catalog/topology.ts names it' }));
}

function childrenOf({ gate }: Explanation): readonly string[] {
  return gate?.children.map(({ alert }) => alert) ?? [];
}

function openGates(
  { parent, gate }: Explanation,
  alerts: readonly AlertRule[],
): readonly Problem[] {
  if (gate === undefined) return [];
  const parents = alerts.filter(({ alert }) => alert === parent);
  return gate.children.flatMap((child) =>
    alerts
      .filter(({ alert, labels }) => alert === child.alert && isOf(child.severity, labels.severity))
      .flatMap((rule) =>
        [
          ...(gatesIn(rule).has(`(${gate.on.join(', ')}) ${gate.state}`)
            ? []
            : [`expected a gate on ${gate.state}, the state of ${parent}`]),
          ...(parents.every((one) => isBefore(one, rule))
            ? []
            : [`expected \`for\` one evaluation after that of ${parent}, got ${rule.for}`]),
        ].map((message) => ({ rule: nameOf(rule), message })),
      ),
  );
}

function isOf(wanted: string | undefined, severity: string | undefined): boolean {
  return wanted === undefined || wanted === severity;
}

function isBefore(parent: AlertRule, child: AlertRule): boolean {
  const wait = (rule: AlertRule): number => parseDuration(rule.for ?? '0s');
  return wait(parent) + oneEvaluation <= wait(child);
}

/** Gates on the outermost level of a query, as `(labels) state`. */
function gatesIn({ expr }: AlertRule): ReadonlySet<string> {
  const gates = new Set<string>();
  let node: QueryNode | undefined = childOf(parseQuery(expr.text), 'BinaryExpr');
  while (node !== undefined && childOf(node, 'Unless') !== undefined) {
    const labels = childOf(node, 'MatchingModifierClause');
    const state = findAll(node.children.at(-1) ?? node, 'VectorSelector')[0]?.text;
    gates.add(`${(labels?.text ?? '').replace(/^on /, '')} ${state}`);
    node = childOf(node, 'BinaryExpr');
  }
  return gates;
}
