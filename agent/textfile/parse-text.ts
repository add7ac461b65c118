/** One family of a text page: its samples stand together and ready to be printed. */
export interface TextFamily {
  readonly name: string;
  readonly type: TextType;
  readonly help: string | undefined;
  /** Lines without line end, in the order of the file. */
  readonly samples: readonly string[];
}

const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'] as const;
export type TextType = (typeof types)[number];

interface Draft {
  type: TextType | undefined;
  help: string | undefined;
  samples: string[];
}

const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const typeLine = new RegExp(`^#\\s+TYPE\\s+(${metricName})\\s+(\\w+)\\s*$`);
const helpLine = new RegExp(`^#\\s+HELP\\s+(${metricName})(?:\\s+(.*))?$`);
const sampleLine = new RegExp(
  `^(${metricName})(?:[ \\t]*(\\{.*\\})[ \\t]*|[ \\t]+)([^ \\t]+)(?:[ \\t]+([^ \\t]+))?$`,
  's', // a label value may hold any character but a line end
);
const labelPair =
  /^[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\\n]|\\["\\n])*)"[ \t]*(,|$)/;
const number =
  /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|Inf|NaN|inf|nan|Infinity|0x[\da-fA-F]+)$/;

/**
 * Reads the Prometheus text format 0.0.4 strictly (Prometheus docs, exposition formats); throws with the line and what was
 * expected. Timestamps are refused: a file tells what is, not what was. CRLF is accepted.
 */
export function parseText(text: string): readonly TextFamily[] {
  const families = new Map<string, Draft>();
  const seen = new Set<string>();
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/^[ \t]+|[ \t\r]+$/g, '');
    try {
      if (line === '') continue;
      if (line.startsWith('#')) readComment(families, line);
      else readSample({ families, seen, line });
    } catch (error) {
      throw new Error(`line ${index + 1}: ${error instanceof Error ? error.message : 'bad'}`);
    }
  }
  return [...families]
    .filter(([, { samples }]) => samples.length > 0)
    .map(([name, draft]) => ({ name, ...draft, type: draft.type ?? 'untyped' }));
}

function readComment(families: Map<string, Draft>, line: string): void {
  const typed = typeLine.exec(line);
  if (typed !== null) {
    const [, name = '', type = ''] = typed;
    const family = familyOf(families, name);
    if (family.type !== undefined) throw new Error(`second TYPE of ${name}`);
    if (family.samples.length > 0) throw new Error(`TYPE of ${name} after its samples`);
    family.type = types.find((known) => known === type);
    if (family.type === undefined) throw new Error(`expected a type of ${types}, got ${type}`);
    return;
  }
  const [, name, help = ''] = helpLine.exec(line) ?? [];
  if (name === undefined) {
    if (/^#\s+(TYPE|HELP)\b/.test(line))
      throw new Error('expected # TYPE name type or # HELP name text');
    return;
  }
  familyOf(families, name).help ??= help; // the first one wins
}

interface SampleLine {
  readonly families: Map<string, Draft>;
  readonly seen: Set<string>;
  readonly line: string;
}

function readSample({ families, seen, line }: SampleLine): void {
  const [, name, labels = '', value = '', timestamp] = sampleLine.exec(line) ?? [];
  if (name === undefined) throw new Error('expected name{label="value"} number');
  if (timestamp !== undefined) throw new Error('expected no timestamp');
  if (!number.test(value)) throw new Error(`expected a number, got ${value.slice(0, 40)}`);
  const pairs = parseLabels(labels);
  const id = `${name}{${[...pairs].sort().join(',')}}`;
  if (seen.has(id)) throw new Error(`second sample of ${id.slice(0, 100)}`);
  seen.add(id);
  const owner = ownerOf(families, name);
  familyOf(families, owner).samples.push(
    `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`,
  );
}

/** `a="b"` pairs in the order of the line. */
function parseLabels(braces: string): readonly string[] {
  let rest = braces.slice(1, -1);
  const pairs: string[] = [];
  const names = new Set<string>();
  while (/[^ \t]/.test(rest)) {
    const [whole, name, value] = labelPair.exec(rest) ?? [];
    if (whole === undefined || name === undefined)
      throw new Error(`expected label="value", got ${rest.slice(0, 40)}`);
    if (names.has(name)) throw new Error(`label ${name} twice`);
    names.add(name);
    pairs.push(`${name}="${value}"`);
    rest = rest.slice(whole.length);
  }
  return pairs;
}

/** `x_bucket`, `x_sum` and `x_count` belong to the histogram or summary x. */
function ownerOf(families: ReadonlyMap<string, Draft>, name: string): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  const type = families.get(base)?.type;
  const isPart = type === 'histogram' || (type === 'summary' && !name.endsWith('_bucket'));
  return base !== name && isPart ? base : name;
}

function familyOf(families: Map<string, Draft>, name: string): Draft {
  const known = families.get(name);
  if (known !== undefined) return known;
  const made: Draft = { type: undefined, help: undefined, samples: [] };
  families.set(name, made);
  return made;
}
