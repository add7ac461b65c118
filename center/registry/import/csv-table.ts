import { parse } from 'csv-parse/sync';
import { addMistake, headedTable, type Line, type Source } from './headed-table.ts';
import { quote, type Table } from './table.ts';

/** Reads comma-separated rows with a heading line; what cannot be read is added to `mistakes`. */
export function csvTable(source: Source, text: string): readonly Table[] {
  return headedTable(source, csvLines(source, text));
}

/** Line by line, since no field may hold a line break: an open quote then spoils its own row only. */
function csvLines(source: Source, text: string): Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((text, at) => {
    const line = at + 1;
    if (text.trim() === '') return [];
    try {
      const [fields = []] = parse(text, { trim: true, relax_column_count: true });
      return [{ line, fields: fields.map(withoutGuard) }];
    } catch {
      addMistake(source, {
        line,
        seen: quote(text),
        allowed: 'one row a line, quotes closed and doubled inside',
      });
      return [];
    }
  });
}

/** An export writes '=1+1 so that a spreadsheet takes it as text; the apostrophe is not ours to keep. */
function withoutGuard(field: string): string {
  return /^'[=+\-@]/.test(field) ? field.slice(1) : field;
}
