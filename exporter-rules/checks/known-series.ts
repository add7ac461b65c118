import { findAll, type Matcher, parseQuery, type QueryNode, selectorOf } from '../query-tree.ts';
import { closedValues, isMetric, labelsFrom } from '../series-labels.ts';
import { type Check, nameOf, recordsOf } from './check.ts';

/** ALERTS has the labels of every alert. */
const anyLabels = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

export const knownSeries: Check = {
  id: 'known-series',
  refuses:
    'A series that nobody exports or records, a label it does not have, a value outside its list.',
  check(book) {
    const records = recordsOf(book);
    const recorded = new Set(records.map(({ name }) => name));
    const labelsOf = labelsFrom(records);

    function problemsOf(selector: QueryNode): readonly string[] {
      const { name, matchers } = selectorOf(selector);
      if (!recorded.has(name) && !isMetric(name)) return [`expected a known series, got ${name}`];
      if (anyLabels.has(name)) return [];
      const job = matchers.find(({ label }) => label === 'job')?.value;
      const labels = labelsOf(name, job);
      return matchers.flatMap((matcher) => [
        ...(labels.has(matcher.label) ? [] : [`expected a label of ${name}, got ${matcher.label}`]),
        ...foreignValues(name, matcher),
      ]);
    }

    return book.groups.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        findAll(parseQuery(rule.expr.text), 'VectorSelector')
          .flatMap(problemsOf)
          .map((message) => ({ rule: nameOf(rule), message })),
      ),
    );
  },
};

function foreignValues(name: string, { label, operator, value }: Matcher): readonly string[] {
  const allowed = closedValues(name, label);
  if (allowed === undefined) return [];
  const values = operator.endsWith('~') ? value.split('|') : [value];
  return values
    .filter((one) => !allowed.includes(one))
    .map((one) => `expected ${label} of ${name} to be one of ${allowed.join(', ')}, got ${one}`);
}
