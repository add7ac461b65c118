import { resultLabels } from '../result-labels.ts';
import type { AlertRule } from '../rule.ts';
import { labelsFrom } from '../series-labels.ts';
import { alertsOf, type Check, recordsOf } from './check.ts';

export const sameLabels: Check = {
  id: 'same-labels',
  refuses:
    'Two severities of one alert with different labels: the louder could not mute the quieter.',
  check(book) {
    const labelsOf = labelsFrom(recordsOf(book));
    const namesOf = (rule: AlertRule): string => {
      const result = resultLabels(rule.expr.text, labelsOf);
      return [...(result === 'scalar' ? [] : result), ...Object.keys(rule.labels)].sort().join(' ');
    };
    const byAlert = Map.groupBy(alertsOf(book), ({ alert }) => alert);
    return [...byAlert].flatMap(([rule, variants]) => {
      const kinds = [...new Set(variants.map(namesOf))];
      return kinds.length === 1
        ? []
        : [{ rule, message: `expected the same labels, got ${kinds.join(' and ')}` }];
    });
  },
};
