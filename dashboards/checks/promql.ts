import { panelCheck } from './check.ts';
import { nodesOf } from './promql-tree.ts';

export const promqlParses = panelCheck(
  'promql',
  'A query that Prometheus would not understand once its variables are filled in.',
  function* ({ type, targets = [] }) {
    if (type !== 'text' && targets.length === 0) yield 'asks nothing';
    for (const { refId, expr = '' } of targets) {
      const nodes = nodesOf(expr);
      if (expr.trim() === '' || nodes.some(({ name }) => name === '⚠')) {
        yield `query ${refId} does not parse: ${expr}`;
      }
    }
  },
);
