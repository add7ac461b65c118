/** What a query can read: an exported metric or a recorded series. */
export interface Series {
  readonly name: string;
}

/** A query that knows what it reads, so that a rule or a panel on an unknown series fails a test. */
export interface PromQL {
  readonly text: string;
  readonly reads: ReadonlySet<Series>;
}

/** A series narrowed by its labels. It stands bare in a query, so that a range such as `[5m]` may follow. */
export interface Selector {
  readonly selector: string;
  readonly of: Series;
}

type Part = Series | PromQL | Selector | string | number;

/** A query inside a query is put in brackets, so that it keeps its meaning next to any operator. */
export function promql(strings: TemplateStringsArray, ...parts: readonly Part[]): PromQL {
  const reads = new Set<Series>();
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries())
    text += render(part, reads) + (strings[index + 1] ?? '');
  return { text: oneIndent(text), reads };
}

function render(part: Part, reads: Set<Series>): string {
  if (typeof part !== 'object') return String(part);
  if ('text' in part) {
    for (const series of part.reads) reads.add(series);
    return `(${part.text})`;
  }
  if ('selector' in part) {
    reads.add(part.of);
    return part.selector;
  }
  reads.add(part);
  return part.name;
}

/** Queries stand indented in code; generated files should not inherit that. */
function oneIndent(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
