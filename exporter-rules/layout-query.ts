/** Indents the lines of a query by their brackets, so that a generated file can be read. */
export function layoutQuery(text: string): string {
  let depth = 0;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const bare = withoutStrings(line);
    const closesFirst = /^[)}\]]*/.exec(bare)?.[0].length ?? 0;
    lines.push('  '.repeat(Math.max(0, depth - closesFirst)) + line);
    depth += count(bare, /[({[]/g) - count(bare, /[)}\]]/g);
  }
  return lines.join('\n');
}

/** Brackets inside a string are text. */
function withoutStrings(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
