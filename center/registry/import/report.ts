import { type Change, type Changes, changedFields, type Part } from './changes.ts';
import type { ImportResult } from './import-registry.ts';
import { mistakeLine, quote } from './table.ts';

/** What an import has to tell the person who asked for it, line by line. */
export function importReport(result: ImportResult): readonly string[] {
  const files = result.files.map(
    ({ name, rows, encoding }) => `${name}: ${rows} rows, ${encoding}`,
  );
  return [...files, ...(result.outcome === 'refused' ? refusal(result) : comparison(result))];
}

function refusal({ mistakes }: Extract<ImportResult, { outcome: 'refused' }>): string[] {
  return [...mistakes.map(mistakeLine), `${mistakes.length} mistake(s); nothing was imported`];
}

const lastLines = {
  applied: 'imported',
  unchanged: 'the registry says so already; nothing was changed',
  planned: 'dry run; nothing was changed',
} as const;

function comparison({ outcome, changes }: Exclude<ImportResult, { outcome: 'refused' }>): string[] {
  const { districts, hospitals, servers } = changes;
  return [
    ...changeLines('district', districts),
    ...changeLines('hospital', hospitals),
    ...changeLines('server', servers),
    ...totals(changes),
    lastLines[outcome],
  ];
}

function changeLines<T extends object>(object: string, { changes }: Part<T>): string[] {
  return changes.map((change) =>
    change.before === null
      ? `+ ${object} ${values(change.after)}`
      : `~ ${object} ${change.key}: ${differences(change, change.before)}`,
  );
}

function values(value: object): string {
  return Object.values(value).map(show).join(' ');
}

function differences<T extends object>(change: Change<T>, before: T): string {
  return changedFields(change)
    .map((field) => `${columnName(field)} ${show(before[field])} -> ${show(change.after[field])}`)
    .join(', ');
}

function totals(changes: Changes): string[] {
  return Object.entries(changes).map(([kind, part]: [string, Part<object>]) => {
    const added = part.changes.filter(({ before }) => before === null).length;
    const counts = `${added} added, ${part.changes.length - added} changed, ${part.unchanged} unchanged`;
    const rest = part.notInFiles === 0 ? '' : `, ${part.notInFiles} not in these files (they stay)`;
    return `${kind}: ${counts}${rest}`;
  });
}

/** Fields are named as the columns that people wrote. */
function columnName(field: PropertyKey): string {
  return String(field).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function show(value: unknown): string {
  if (value === null || value === '') return '-';
  const text = String(value);
  return /[\s,]/.test(text) ? quote(text) : text;
}
