import { parseDuration } from '../../lib/duration.ts';
import { timing } from '../config.ts';
import { childOf, findAll, parseQuery, type QueryNode } from '../query-tree.ts';
import { type Check, nameOf } from './check.ts';

const counting = new Set(['rate', 'irate', 'increase', 'changes', 'resets', 'deriv', 'delta']);
const least = 4 * parseDuration(timing.scrapeInterval);

export const rateWindow: Check = {
  id: 'rate-window',
  refuses:
    'A range below four scrapes under `rate` and its like: one lost scrape would make a gap.',
  check({ groups }) {
    return groups.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        rangesOf(parseQuery(rule.expr.text))
          .filter((range) => parseDuration(range) < least)
          .map((range) => ({
            rule: nameOf(rule),
            message: `expected a range of four scrapes at least, got ${range}`,
          })),
      ),
    );
  },
};

function rangesOf(query: QueryNode): readonly string[] {
  return findAll(query, 'FunctionCall')
    .filter((call) => counting.has(childOf(call, 'FunctionIdentifier')?.text ?? ''))
    .flatMap((call) => findAll(call, 'MatrixSelector'))
    .flatMap((matrix) => childOf(matrix, 'DurationExpr')?.text ?? []);
}
