/** Keys of the national envelope that may be read; everything else is passed over. */
const readable: readonly string[] = ['infno', 'infcode', 'cost_ms', 'inf_time', 'warn', 'err_msg'];

export interface Envelope {
  readonly values: ReadonlyMap<string, string>;
  /** Whether the object was closed. */
  readonly isComplete: boolean;
  /** Where to look for the next one. */
  readonly end: number;
}

const key = /\s*,?\s*"((?:[^"\\]|\\.)*)"\s*:\s*/y;
const text = /"((?:[^"\\]|\\.)*)"/y;
const plain = /[-+.\w]+/y;
const close = /\s*\}/y;
const bracket = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
/** What begins an entry: an object behind a torn one is found again by it. */
const nextEntry = /\{\s*"[a-z_]{1,20}"\s*:/g;

/** Walks over the top level of one JSON object. No JSON parser: lines are torn, and values are not to be kept. */
export function readEnvelope(line: string, from: number): Envelope {
  const values = new Map<string, string>();
  let at = from + 1;
  for (;;) {
    const closed = match(close, line, at);
    if (closed !== undefined) return { values, isComplete: true, end: at + closed[0].length };
    const named = match(key, line, at);
    if (named === undefined) return torn(line, from, values);
    at += named[0].length;
    const value = valueAt(line, at);
    if (value === undefined) return torn(line, from, values);
    at = value.end;
    const name = named[1] ?? '';
    if (value.text !== undefined && readable.includes(name)) values.set(name, value.text);
  }
}

function torn(line: string, from: number, values: Envelope['values']): Envelope {
  nextEntry.lastIndex = from + 1;
  const next = nextEntry.exec(line)?.index ?? line.length;
  return { values, isComplete: false, end: next };
}

/** A value's end, and its text if it is a string, a number or a word; null has none. */
function valueAt(line: string, at: number): { end: number; text?: string } | undefined {
  const quoted = match(text, line, at);
  if (quoted !== undefined) return { end: at + quoted[0].length, text: quoted[1] ?? '' };
  const word = match(plain, line, at);
  if (word !== undefined) {
    const end = at + word[0].length;
    return word[0] === 'null' ? { end } : { end, text: word[0] };
  }
  const end = nestedEnd(line, at);
  return end === undefined ? undefined : { end };
}

function nestedEnd(line: string, at: number): number | undefined {
  let depth = 0;
  bracket.lastIndex = at;
  for (let found = bracket.exec(line); found !== null; found = bracket.exec(line)) {
    if (depth === 0 && found.index !== at) return undefined;
    if (found[0] === '{' || found[0] === '[') depth += 1;
    if (found[0] === '}' || found[0] === ']') depth -= 1;
    if (depth === 0) return bracket.lastIndex;
  }
  return undefined;
}

function match(pattern: RegExp, line: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line) ?? undefined;
}
