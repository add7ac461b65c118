import writeWorkbook from 'write-excel-file/node';
import { toYaml } from '../../../lib/yaml.ts';
import type { ExportTable } from './thing-rows.ts';

export const exportFormats = ['csv', 'xlsx', 'yaml'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** One CSV file a table, or all tables in one workbook or YAML file. */
export async function exportFiles(
  tables: readonly ExportTable[],
  format: ExportFormat,
): Promise<readonly ExportFile[]> {
  switch (format) {
    case 'csv':
      return tables.map((table) => ({
        name: `${table.kind}.csv`,
        type: 'text/csv; charset=utf-8',
        bytes: Buffer.from(csvText(table)),
      }));
    case 'yaml':
      return [
        { name: 'registry.yml', type: 'application/yaml', bytes: Buffer.from(yamlText(tables)) },
      ];
    case 'xlsx':
      return [{ name: 'registry.xlsx', type: xlsxType, bytes: await workbook(tables) }];
    default:
      return format satisfies never;
  }
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Begins with a byte order mark, or Chinese Excel reads GB18030 out of it. */
function csvText({ columns, rows }: ExportTable): string {
  const lines = [columns, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\n')}\n`;
}

/** A cell that begins like a formula would be one in a spreadsheet; an import drops the apostrophe again. */
function csvCell(text: string): string {
  const guarded = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function yamlText(tables: readonly ExportTable[]): string {
  const sections = tables.map(({ kind, columns, rows }) => [
    kind,
    rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? '']))),
  ]);
  return toYaml(Object.fromEntries(sections));
}

/** Every cell is text: no leading zero is eaten, no formula runs. */
async function workbook(tables: readonly ExportTable[]): Promise<Uint8Array> {
  const sheets = tables.map(({ kind, columns, rows }) => ({
    sheet: kind,
    stickyRowsCount: 1,
    columns: columns.map(() => ({ width: 18 })),
    data: [
      columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
    ],
  }));
  return await writeWorkbook(sheets).toBuffer();
}
