import { resultLabels } from '../result-labels.ts';
import { labelsFrom } from '../series-labels.ts';
import { alertsOf, type Check, nameOf, recordsOf } from './check.ts';

/** The whole value is one label of the result; anything else could change between evaluations. */
const wholeLabel = /^\{\{ \$labels\.(\w+) \}\}$/;

export const noValueInLabels: Check = {
  id: 'no-value-in-labels',
  refuses: 'A label that carries a value: the alert would be a new one at each evaluation.',
  check(book) {
    const labelsOf = labelsFrom(recordsOf(book));
    return alertsOf(book).flatMap((rule) => {
      const labels = resultLabels(rule.expr.text, labelsOf);
      const known = labels === 'scalar' ? new Set<string>() : labels;
      return Object.entries(rule.labels)
        .filter(([, value]) => value.includes('{{'))
        .filter(([, value]) => !known.has(wholeLabel.exec(value)?.[1] ?? ''))
        .map(([label, value]) => ({
          rule: nameOf(rule),
          message: `${label}: expected a fixed word or a label of the result, got ${value}`,
        }));
    });
  },
};
