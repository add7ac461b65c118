const regexMeta = new Set('\\^$.|?*+()[]{}');

/** How `$variable` is written into PromQL: a choice of several becomes an alternation, all else a quoted text. */
export function promqlValue(
  value: unknown,
  variable?: { readonly multi?: boolean; readonly includeAll?: boolean },
): string {
  const isChoice = Array.isArray(value) || variable?.multi || variable?.includeAll;
  if (!isChoice) return escapeQuoted(String(value));
  const options: readonly string[] = Array.isArray(value) ? value.map(String) : [String(value)];
  const patterns = options.map((option) => (option === '.*' ? option : regexLiteral(option)));
  return patterns.length > 1 ? `(${patterns.join('|')})` : patterns.join('');
}

function escapeQuoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** `text` taken literally by a regular expression (RE2) that stands inside a PromQL string. */
function regexLiteral(text: string): string {
  const literal = Array.from(text, (char) => (regexMeta.has(char) ? `\\${char}` : char));
  return escapeQuoted(literal.join(''));
}
