import { parse } from 'csv-parse/sync';
import { columns } from '../rows.ts';
import { keyColumns, type Mistake, quote, type Row, type Table, type TableKind } from './table.ts';

interface CsvLine {
  readonly line: number;
  readonly fields: readonly string[];
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly mistakes: Mistake[];
}

/** Reads comma-separated rows with a heading line; what cannot be read is added to `mistakes`. */
export function csvTable(source: Source): Table | undefined {
  const [heading, ...lines] = csvLines(source);
  const kind = heading && kindOf(heading.fields);
  if (heading === undefined || kind === undefined) {
    const keys = Object.values(keyColumns).join(', ');
    const seen = heading === undefined ? 'nothing' : quote(heading.fields.join(','));
    mistake(source, { line: heading?.line ?? 1, seen, allowed: `a heading with one of ${keys}` });
    return undefined;
  }
  if (!checkHeading(source, heading, kind)) return undefined;
  const rows = lines.flatMap((line) => rowOf(source, heading.fields, line) ?? []);
  return { kind, file: source.file, rows };
}

/** The header names the kind, so a file may have any name. */
function kindOf(fields: readonly string[]): TableKind | undefined {
  const kinds = Object.keys(keyColumns) as TableKind[];
  return kinds.find((kind) => fields.includes(keyColumns[kind]));
}

function checkHeading(source: Source, heading: CsvLine, kind: TableKind): boolean {
  const wanted = columns[kind];
  const { fields, line } = heading;
  const missing = wanted.filter((name) => !fields.includes(name));
  const strange = fields.filter((name) => name !== '' && !wanted.includes(name));
  const doubled = fields.filter((name, at) => name !== '' && fields.indexOf(name) !== at);
  const allowed = wanted.join(',');
  for (const name of missing)
    mistake(source, { line, column: name, seen: 'no such column', allowed });
  for (const name of strange) mistake(source, { line, seen: `column ${quote(name)}`, allowed });
  for (const name of doubled)
    mistake(source, { line, seen: `column ${quote(name)} twice`, allowed });
  return missing.length + strange.length + doubled.length === 0;
}

/** Spreadsheets add empty columns and empty lines at the edges; those are no mistakes. */
function rowOf(
  source: Source,
  heading: readonly string[],
  { line, fields }: CsvLine,
): Row | undefined {
  if (fields.every((field) => field === '')) return undefined;
  const width = heading.findLastIndex((name) => name !== '') + 1;
  const used = fields.findLastIndex((field) => field !== '') + 1;
  if (fields.length < width || used > width) {
    const seen = `${Math.max(fields.length, used)} fields`;
    mistake(source, { line, seen, allowed: `${width} fields, as in the heading` });
    return undefined;
  }
  const named = heading.map((name, at) => [name, fields[at] ?? ''] as const);
  return { line, cells: Object.fromEntries(named.filter(([name]) => name !== '')) };
}

/** Line by line, since no field may hold a line break: an open quote then spoils its own row only. */
function csvLines(source: Source): CsvLine[] {
  const lines = source.text.split(/\r\n|\r|\n/);
  return lines.flatMap((text, at) => {
    const line = at + 1;
    if (text.trim() === '') return [];
    try {
      const [fields = []] = parse(text, { trim: true, relax_column_count: true });
      return [{ line, fields }];
    } catch {
      mistake(source, {
        line,
        seen: quote(text),
        allowed: 'one row a line, quotes closed and doubled inside',
      });
      return [];
    }
  });
}

function mistake(
  { file, mistakes }: Source,
  place: Omit<Mistake, 'file' | 'column'> & { readonly column?: string },
): void {
  mistakes.push({ file, column: '', ...place });
}
