import type { Check } from './check.ts';

export const sameInBothLanguages: Check = {
  id: 'same-in-both-languages',
  refuses:
    'Languages that differ in more than texts: a link of one reader must open for the other.',
  *check({ language, name, board }, all) {
    const others = all.filter((file) => file.name === name && file.language !== language);
    if (others.length === 0) yield `there is no ${name} in the other language`;
    for (const other of others) {
      const difference = firstDifference(shapeOf(board), shapeOf(other.board), '');
      if (difference) yield `differs from ${other.language} at ${difference}`;
    }
  },
};

/** Where texts stand; all else must be equal. */
const textKeys = new Set([
  ...['title', 'description', 'displayName', 'label', 'legendFormat', 'noValue', 'text', 'tooltip'],
  // Units may hold a word (`suffix: 笔/秒`), columns and overrides go by the title of the column.
  ...['unit', 'renameByName', 'value'],
]);

function shapeOf(node: unknown, key = ''): unknown {
  if (typeof node === 'string' && (textKeys.has(key) || key === 'options')) return '…';
  if (Array.isArray(node)) return node.map((item) => shapeOf(item, key));
  if (typeof node !== 'object' || node === null) return node;
  if (key === 'renameByName') return Object.keys(node);
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, shapeOf(value, name)]),
  );
}

function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Object.is(a, b) ? undefined : path;
  }
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    if (!left.has(key) || !right.has(key)) return `${path}/${key}`;
    const difference = firstDifference(left.get(key), right.get(key), `${path}/${key}`);
    if (difference) return difference;
  }
  return undefined;
}
