import { allMetrics } from '../../catalog/index.ts';
import { panelCheck } from './check.ts';
import { nodesOf, seriesIn } from './promql-tree.ts';

const counters = new Set(
  allMetrics.flatMap(({ name, kind }) => {
    if (kind === 'counter') return [name];
    return kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [];
  }),
);

export const countersAreRates = panelCheck(
  'counters',
  'A counter that is not under rate or increase, and a window that does not follow the zoom.',
  function* ({ targets = [] }) {
    for (const { expr = '' } of targets) {
      const bare = seriesIn(expr).filter((name) => counters.has(name) && !isRated(expr, name));
      for (const name of bare) yield `${name} is a counter and needs rate() or increase()`;
      if (/\b(i?rate|increase)\s*\([^[]*\[(?!\$__(rate_interval|range)\])/.test(expr)) {
        yield `expected the window $__rate_interval, or $__range for a total, in ${expr}`;
      }
    }
  },
);

/** Whether each use of the counter stands inside of rate(…[…]) or increase(…[…]). */
function isRated(expr: string, counter: string): boolean {
  const nodes = nodesOf(expr);
  const uses = (name: string, pattern: RegExp) =>
    nodes.filter((node) => node.name === name && pattern.test(node.text)).length;
  const selectors = uses('VectorSelector', new RegExp(`^${counter}\\b`));
  return selectors === uses('FunctionCall', new RegExp(`^(rate|increase)\\s*\\(\\s*${counter}\\b`));
}
