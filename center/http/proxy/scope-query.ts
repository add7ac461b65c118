import { parser } from '@prometheus-io/lezer-promql';
import type { Scope } from '../../users/account.ts';
import { HttpProblem } from '../problem.ts';

/** Totals of the city name nobody; everybody may compare with them. */
const openSeries = /^city:[a-z_]+:[a-z0-9_]+$/;

/**
 * The query with the person's scope in every selector, so that it can read nothing else. Throws 400 when it
 * does not parse: what we do not understand we do not pass on.
 */
export function scopeQuery(query: string, scope: Scope): string {
  const matcher = matcherOf(scope);
  if (matcher === undefined) return query;
  const insertions: { readonly at: number; readonly text: string }[] = [];
  parser.parse(query).iterate({
    enter: ({ type, node }) => {
      if (type.isError) throw new HttpProblem(400, 'query: cannot be read as PromQL');
      if (type.name !== 'VectorSelector') return;
      const name = node.getChild('Identifier');
      const braces = node.getChild('LabelMatchers');
      if (name !== null && openSeries.test(query.slice(name.from, name.to))) return;
      if (name !== null && braces === null) {
        insertions.push({ at: name.to, text: `{${matcher}}` });
        return;
      }
      if (braces === null) throw new HttpProblem(400, 'query: has a selector of an unknown form');
      const isEmpty = /^\{\s*\}$/.test(query.slice(braces.from, braces.to));
      insertions.push({ at: braces.from + 1, text: isEmpty ? matcher : `${matcher},` });
    },
  });
  return insertions
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), query);
}

/** The request's parameters with the person's scope in all that selects series. */
export function scopeParameters(
  parameters: URLSearchParams,
  path: string,
  scope: Scope,
): URLSearchParams {
  // Names and help of metrics are those of the product, not of a hospital.
  if (scope.kind === 'city' || path === '/metadata') return parameters;
  const scoped = new URLSearchParams(parameters);
  if (path === '/query' || path === '/query_range') {
    scoped.set('query', scopeQuery(parameters.get('query') ?? '', scope));
    return scoped;
  }
  scoped.delete('match[]');
  for (const match of scopeMatches(parameters.getAll('match[]'), scope))
    scoped.append('match[]', match);
  return scoped;
}

/** `match[]` of series and labels: each within the scope, and one at least. */
function scopeMatches(matches: readonly string[], scope: Scope): readonly string[] {
  const matcher = matcherOf(scope);
  if (matcher === undefined) return matches;
  return matches.length === 0 ? [`{${matcher}}`] : matches.map((match) => scopeQuery(match, scope));
}

function matcherOf(scope: Scope): string | undefined {
  if (scope.kind === 'city') return undefined;
  const [label, values] =
    scope.kind === 'hospital' ? ['hospital', [scope.hospital]] : ['district', scope.districts];
  // Codes of the registry; anything else would be a way out of the quotes.
  const codes = values.filter((code) => /^[\w-]+$/.test(code));
  return `${label}=~"${codes.length === 0 ? '-' : codes.join('|')}"`;
}
