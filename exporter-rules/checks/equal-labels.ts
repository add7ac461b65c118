import { type Explanation, type Muted, topology } from '../../catalog/topology.ts';
import { resultLabels } from '../result-labels.ts';
import type { AlertRule } from '../rule.ts';
import { labelsFrom } from '../series-labels.ts';
import { alertsOf, type Check, nameOf, recordsOf } from './check.ts';

export const equalLabels: Check = {
  id: 'equal-labels',
  refuses:
    'An alert without a label of the `equal` list that may touch it: missing on both sides counts as equal.',
  check(book) {
    const labelsOf = labelsFrom(recordsOf(book));
    return alertsOf(book).flatMap((rule) => {
      const labels = resultLabels(rule.expr.text, labelsOf);
      const known = labels === 'scalar' ? new Set<string>() : labels;
      const missing = topology
        .filter((row) => touches(row, rule))
        .flatMap((row) => row.equal)
        .filter((label) => !known.has(label));
      return [...new Set(missing)].map((label) => ({
        rule: nameOf(rule),
        message: `expected the label ${label}, which inhibition compares; got ${[...known].join(', ')}`,
      }));
    });
  },
};

function touches({ parent, parentSeverity, mutes }: Explanation, rule: AlertRule): boolean {
  const isParent =
    rule.alert === parent &&
    (parentSeverity === undefined || rule.labels.severity === parentSeverity);
  return isParent || (rule.alert !== parent && isMuted(mutes, rule));
}

function isMuted({ alerts, families, scopes }: Muted, { alert, labels }: AlertRule): boolean {
  const isOneOf = (list: readonly string[] | undefined, value = ''): boolean =>
    list === undefined || list.includes(value);
  return (
    isOneOf(alerts, alert) && isOneOf(families, labels.family) && isOneOf(scopes, labels.scope)
  );
}
