import { maskMobile } from '../contacts/contact-cipher.ts';
import { snakeCase } from '../snake-case.ts';
import { type Change, type Changes, changedFields, countActions, type Part } from './changes.ts';
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
  const { districts, hospitals, servers, contacts } = changes;
  return [
    ...changeLines('district', districts),
    ...changeLines('hospital', hospitals),
    ...changeLines('server', servers),
    ...changeLines('contact', contacts),
    ...totals(changes),
    lastLines[outcome],
  ];
}

const marks = { added: '+', changed: '~', retired: '-', removed: '-', restored: '^' } as const;

function changeLines<T extends object>(object: string, { changes }: Part<T>): string[] {
  return changes.map((change) => {
    const start = `${marks[change.action]} ${object}`;
    if (change.before === null) return `${start} ${values(change.after ?? {})}`;
    if (change.after === null) return `${start} ${change.key}: ${change.action}`;
    const different = differences(change, change.before, change.after);
    return `${start} ${change.key}${different === '' ? '' : `: ${different}`}`;
  });
}

function values(value: object): string {
  return Object.entries(value)
    .map(([field, each]) => show(field, each))
    .join(' ')
    .replace(/( -)+$/, '');
}

function differences<T extends object>(change: Change<T>, before: T, after: T): string {
  return changedFields(change)
    .map((field) => {
      const name = String(field);
      return `${snakeCase(name)} ${show(name, before[field])} -> ${show(name, after[field])}`;
    })
    .join(', ');
}

const verbs = ['added', 'changed', 'retired', 'restored', 'removed'] as const;

function totals(changes: Changes): string[] {
  return Object.entries(changes).flatMap(([kind, part]: [string, Part<object>]) => {
    const counts = countActions(part);
    if (kind === 'contacts' && part.changes.length + part.unchanged + part.notInFiles === 0)
      return [];
    const shown = verbs.filter(
      (verb) => counts[verb] > 0 || verb === 'added' || verb === 'changed',
    );
    const done = shown.map((verb) => `${counts[verb]} ${verb}`).join(', ');
    const rest = part.notInFiles === 0 ? '' : `, ${part.notInFiles} not in these files (they stay)`;
    return [`${kind}: ${done}, ${part.unchanged} unchanged${rest}`];
  });
}

/** Numbers of people by their mask: reports are pasted into mails. */
function show(field: string, value: unknown): string {
  if (value === null || value === '') return '-';
  const text = field === 'mobile' ? maskMobile(String(value)) : String(value);
  return /[\s,]/.test(text) ? quote(text) : text;
}
