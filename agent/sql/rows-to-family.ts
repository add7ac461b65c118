import { other } from '../../catalog/labels.ts';
import type { TextFamily } from '../textfile/parse-text.ts';
import type { Cell, Row } from './driver.ts';
import type { SqlQuerySettings } from './settings.ts';

/**
 * Rows as samples. Only numbers and values of closed lists go on; rows that fall together under `other` are added up.
 * A row without a number is left out: nothing is invented. Throws when a named column is missing.
 */
export function rowsToFamily(settings: SqlQuerySettings, rows: readonly Row[]): TextFamily {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const value = numberOf(cellOf(row, settings.value));
    if (value === undefined) continue;
    const labels = labelsOf(settings, row);
    sums.set(labels, (sums.get(labels) ?? 0) + value);
  }
  const { metric, help, type } = settings;
  const samples = [...sums].map(
    ([labels, value]) => `${metric}${labels === '' ? '' : `{${labels}}`} ${value}`,
  );
  return { name: metric, help: help.replaceAll('\n', ' '), type, samples };
}

function labelsOf({ labels }: SqlQuerySettings, row: Row): string {
  return Object.entries(labels)
    .map(([label, values]) => {
      const value = String(cellOf(row, label) ?? '');
      return `${label}="${values.includes(value) ? value.replace(/["\\\n]/g, '_') : other}"`;
    })
    .join(',');
}

function cellOf(row: Row, column: string): Cell {
  const cell = row[column];
  if (cell === undefined) {
    throw new Error(`column ${column} is not in the answer; it has ${Object.keys(row).join(', ')}`);
  }
  return cell;
}

function numberOf(cell: Cell): number | undefined {
  if (cell === null || cell instanceof Buffer) return undefined;
  const value = cell instanceof Date ? cell.getTime() / 1000 : Number(cell);
  return Number.isFinite(value) && cell !== '' ? value : undefined;
}
