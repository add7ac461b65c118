import readWorkbook, { type CellValue } from 'read-excel-file/node';
import { errorMessage } from '../../../lib/error-message.ts';
import { addMistake, headedTable, type Line, type Source } from './headed-table.ts';
import type { Table } from './table.ts';
import { refuseBomb } from './zip-size.ts';

/** What all parts of a workbook may come to: a thousand times our largest registry would be more. */
const unpackedBytes = 64 * 1024 ** 2;

/** Each sheet is a table; its name stands in messages, `list.xlsx[servers]:17`. */
export async function xlsxTables(source: Source, bytes: Uint8Array): Promise<readonly Table[]> {
  try {
    const buffer = Buffer.from(bytes);
    refuseBomb(buffer, unpackedBytes);
    const sheets = await readWorkbook(buffer);
    const filled = sheets.filter(({ data }) =>
      data.some((row) => row.some((cell) => cell !== null)),
    );
    if (filled.length === 0)
      addMistake(source, { line: 1, seen: 'nothing', allowed: 'a sheet with rows' });
    return filled.flatMap(({ sheet, data }) =>
      headedTable({ ...source, file: `${source.file}[${sheet}]` }, linesOf(data)),
    );
  } catch (error) {
    addMistake(source, { line: 0, seen: errorMessage(error), allowed: 'a workbook (.xlsx)' });
    return [];
  }
}

/** Rows above the heading may be empty; numbers of rows are those that a spreadsheet shows. */
function linesOf(data: readonly (readonly (CellValue | null)[])[]): Line[] {
  const lines = data.map((row, at) => ({ line: at + 1, fields: row.map(textOf) }));
  return lines.filter(({ fields }) => fields.some((field) => field !== ''));
}

function textOf(cell: CellValue | null): string {
  if (cell === null) return '';
  // A day has no time zone: the library gives its midnight in UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}
