import type { ThingKind } from '../registry.ts';
import { columns, columnsOf } from '../rows.ts';
import { keyColumns, type Mistake, quote, type Row, type Table } from './table.ts';

/** A line of a file or a row of a sheet, cell by cell. */
export interface Line {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The name that stands in messages, and where mistakes are added. */
export interface Source {
  readonly file: string;
  readonly mistakes: Mistake[];
}

/** The first line tells what the others hold, in any order; what cannot be read is added to `mistakes`. */
export function headedTable(source: Source, [heading, ...lines]: readonly Line[]): Table[] {
  const kind = heading && kindOf(heading.fields);
  if (heading === undefined || kind === undefined) {
    const keys = Object.values(keyColumns).join(', ');
    const seen = heading === undefined ? 'nothing' : quote(heading.fields.join(','));
    addMistake(source, {
      ...{ line: heading?.line ?? 1, seen },
      allowed: `a heading with one of ${keys}`,
    });
    return [];
  }
  if (!checkHeading(source, heading, kind)) return [];
  const rows = lines.flatMap((line) => rowOf(source, heading.fields, line) ?? []);
  return [{ kind, file: source.file, rows }];
}

export function addMistake(
  { file, mistakes }: Source,
  place: Omit<Mistake, 'file' | 'column'> & { readonly column?: string },
): void {
  mistakes.push({ file, column: '', ...place });
}

/** The heading names the kind, so a file may have any name. */
function kindOf(fields: readonly string[]): ThingKind | undefined {
  const kinds = Object.keys(keyColumns) as ThingKind[];
  return kinds.find((kind) => fields.includes(keyColumns[kind]));
}

function checkHeading(source: Source, heading: Line, kind: ThingKind): boolean {
  const known = columnsOf(kind);
  const { fields, line } = heading;
  const missing = columns[kind].filter((name) => !fields.includes(name));
  const strange = fields.filter((name) => name !== '' && !known.includes(name));
  const doubled = fields.filter((name, at) => name !== '' && fields.indexOf(name) !== at);
  const allowed = known.join(',');
  for (const name of missing) {
    addMistake(source, { line, column: name, seen: 'no such column', allowed });
  }
  for (const name of strange) addMistake(source, { line, seen: `column ${quote(name)}`, allowed });
  for (const name of doubled) {
    addMistake(source, { line, seen: `column ${quote(name)} twice`, allowed });
  }
  return missing.length + strange.length + doubled.length === 0;
}

/** Spreadsheets add empty columns and empty lines at the edges; those are no mistakes. */
function rowOf(
  source: Source,
  heading: readonly string[],
  { line, fields }: Line,
): Row | undefined {
  if (fields.every((field) => field === '')) return undefined;
  const width = heading.findLastIndex((name) => name !== '') + 1;
  const used = fields.findLastIndex((field) => field !== '') + 1;
  if (fields.length < width || used > width) {
    const seen = `${Math.max(fields.length, used)} fields`;
    addMistake(source, { line, seen, allowed: `${width} fields, as in the heading` });
    return undefined;
  }
  const named = heading.map((name, at) => [name, fields[at] ?? ''] as const);
  return { line, cells: Object.fromEntries(named.filter(([name]) => name !== '')) };
}
