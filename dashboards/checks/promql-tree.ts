import { parser } from '@prometheus-io/lezer-promql';

/** A piece of a query: what the grammar calls it, and its text. */
export interface QueryNode {
  readonly name: string;
  readonly text: string;
  readonly parent: string;
}

/** A query as Prometheus would get it: every variable of Grafana filled in. */
export function filledIn(expr: string): string {
  return expr
    .replaceAll(/\$__(rate_)?interval|\$__range/g, '5m')
    .replaceAll(/\$\{?([A-Za-z_]\w*)\}?/g, '.*');
}

/** Nodes of the syntax tree from left to right; an error is a node of the name `⚠`. */
export function nodesOf(expr: string): QueryNode[] {
  const query = filledIn(expr);
  const nodes: QueryNode[] = [];
  parser.parse(query).iterate({
    enter({ name, type, from, to, node }) {
      nodes.push({
        name: type.isError ? '⚠' : name,
        text: query.slice(from, to),
        parent: node.parent?.name ?? '',
      });
    },
  });
  return nodes;
}

/** Names of the series that a query reads. */
export function seriesIn(expr: string): string[] {
  const names = nodesOf(expr).filter(
    (n) => n.name === 'Identifier' && n.parent === 'VectorSelector',
  );
  return [...new Set(names.map(({ text }) => text))];
}
