/** What the query of a variable asks for. */
export type VariableQuery =
  | { readonly kind: 'label values'; readonly label: string; readonly selector?: string }
  | { readonly kind: 'query result'; readonly promql: string };

/** Reads `label_values(selector, label)`, `label_values(label)` and `query_result(promql)`; throws on all else. */
export function parseVariableQuery(text: string): VariableQuery {
  const call = /^\s*(\w+)\s*\(([\s\S]*)\)\s*$/.exec(text);
  const args = call?.[2]?.trim() ?? '';
  switch (call?.[1]) {
    case 'label_values':
      return labelValues(args);
    case 'query_result':
      return { kind: 'query result', promql: args };
    default:
      throw new Error(
        `variable query: expected label_values(…) or query_result(…), got ${JSON.stringify(text)}`,
      );
  }
}

/** The label is what follows the last comma; a selector before it has commas of its own. */
function labelValues(args: string): VariableQuery {
  const comma = args.lastIndexOf(',');
  const selector = args.slice(0, Math.max(0, comma)).trim();
  const label = args.slice(comma + 1).trim();
  if (!/^[a-zA-Z_]\w*$/.test(label)) {
    throw new Error(`variable query: expected the name of a label, got ${JSON.stringify(label)}`);
  }
  return selector ? { kind: 'label values', label, selector } : { kind: 'label values', label };
}
