import { findAll, parseQuery } from '../query-tree.ts';
import { type Check, nameOf } from './check.ts';

export const validPromql: Check = {
  id: 'valid-promql',
  refuses: 'A query that does not parse; the types are left to promtool.',
  check({ groups }) {
    return groups.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        findAll(parseQuery(rule.expr.text), '⚠').map(({ from }) => ({
          rule: nameOf(rule),
          message: `expected PromQL, got ${JSON.stringify(rule.expr.text.slice(from, from + 20))} at ${from}`,
        })),
      ),
    );
  },
};
