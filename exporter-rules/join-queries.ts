import type { PromQL } from '../catalog/promql.ts';

/** Queries one after another with an operator between them, without the brackets that nesting would add. */
export function joinQueries(queries: readonly PromQL[], operator: string): PromQL {
  return {
    text: queries.map((query) => query.text).join(operator),
    reads: new Set(queries.flatMap((query) => [...query.reads])),
  };
}
