/** OpenMetrics 1.0 (prometheus/OpenMetrics, specification/OpenMetrics.md). */
export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/**
 * Whether a client wants OpenMetrics and nothing else. A scraper that takes both gets text 0.0.4, in which padded numbers
 * are legal and nothing has to be rewritten; Prometheus takes both.
 */
export function wantsOpenMetrics(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('application/openmetrics-text')) return false;
  return !accept
    .split(',')
    .some(
      (range) =>
        /^\s*(text\/plain|text\/\*|\*\/\*)/.test(range) && !/;\s*q=0(\.0*)?\s*($|;)/.test(range),
    );
}

/** Rewrites a page of text 0.0.4: families of counters lose `_total`, untyped is unknown, one blank stands before a number, no line is empty. */
export function toOpenMetrics(page: string): string {
  const counters = new Set<string>();
  for (const [, name = ''] of page.matchAll(/^# TYPE (\S+)_total counter$/gm)) counters.add(name);
  const lines = page
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (line.startsWith('#')) return comment(line, counters);
      return line.replace(/ +(\S+)$/, ' $1').replace(/ Nan$/, ' NaN');
    });
  return [...lines, '# EOF', ''].join('\n');
}

function comment(line: string, counters: ReadonlySet<string>): string {
  const [, keyword = '', name = '', rest = ''] = /^# (TYPE|HELP) (\S+) ?(.*)$/.exec(line) ?? [];
  if (keyword === '') return line;
  const base = name.replace(/_total$/, '');
  const family = base !== name && counters.has(base) ? base : name;
  const said =
    keyword === 'TYPE' ? rest.replace('untyped', 'unknown') : rest.replaceAll('"', '\\"');
  return `# ${keyword} ${family} ${said}`;
}
