/** Which collectors a scrape asks for: all that are on, or some by `collect[]` or `exclude[]`. */
export interface Selection {
  /** Equal for equal sets. */
  readonly key: string;
  readonly includes: (collector: string) => boolean;
}

export const everything: Selection = { key: '', includes: () => true };

/** The client asked for something that does not exist; answered with 400. */
export class SelectionError extends Error {}

/** Reads the query of /metrics as node_exporter does: both filters together, or an unknown name, is a mistake. */
export function parseSelection(query: string, known: ReadonlySet<string>): Selection {
  if (query === '') return everything;
  const parameters = new URLSearchParams(query);
  const collect = parameters.getAll('collect[]');
  const exclude = parameters.getAll('exclude[]');
  if (collect.length > 0 && exclude.length > 0) {
    throw new SelectionError('collect[] and exclude[] cannot be used together');
  }
  const names = new Set([...collect, ...exclude]);
  if (names.size === 0) return everything;
  for (const name of names) {
    if (!known.has(name)) throw new SelectionError(`no such collector is on: ${name.slice(0, 64)}`);
  }
  const wanted = collect.length > 0;
  return {
    key: `${wanted ? '+' : '-'}${[...names].sort().join(',')}`,
    includes: (collector) => names.has(collector) === wanted,
  };
}
