import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import { lockRegistry, readWithin, writeChanges } from '../registry-store.ts';
import { type Changes, changesOf, isEmpty } from './changes.ts';
import { crossCheck } from './cross-checks.ts';
import { parseRows } from './parse-rows.ts';
import { type FileNote, type ImportFile, readTables } from './read-tables.ts';
import type { ParsedRows } from './subject.ts';
import { type Mistake, mistakeLine } from './table.ts';

/** What became of the files. Nothing is ever imported in part. */
export type ImportResult =
  | {
      readonly outcome: 'refused';
      readonly files: readonly FileNote[];
      readonly mistakes: readonly Mistake[];
    }
  | {
      readonly outcome: 'applied' | 'unchanged' | 'planned';
      readonly files: readonly FileNote[];
      readonly changes: Changes;
    };

export interface ImportOptions {
  /** Who asks, for the record. */
  readonly actor: string;
  /** Judge and compare, write nothing. */
  readonly dryRun: boolean;
}

/** Judges all rows against each other and the registry, then writes what differs in one transaction. */
export async function importRegistry(
  db: Kysely<Tables>,
  files: readonly ImportFile[],
  options: ImportOptions,
): Promise<ImportResult> {
  const { tables, notes, mistakes } = readTables(files);
  const rows = parseRows(tables, mistakes);
  return await db.transaction().execute(async (trx) => {
    if (!options.dryRun) await lockRegistry(trx);
    const result = await judge(trx, { rows, notes, mistakes });
    if (!options.dryRun) await apply(trx, result, options.actor);
    return result.outcome === 'applied' && options.dryRun
      ? { ...result, outcome: 'planned' }
      : result;
  });
}

interface Judged {
  readonly rows: ParsedRows;
  readonly notes: readonly FileNote[];
  readonly mistakes: readonly Mistake[];
}

async function judge(
  trx: Transaction<Tables>,
  { rows, notes, mistakes }: Judged,
): Promise<ImportResult> {
  const stored = await readWithin(trx);
  const all = [...mistakes, ...crossCheck({ rows, stored })];
  if (all.length > 0) return { outcome: 'refused', files: notes, mistakes: inOrder(all, notes) };
  const changes = changesOf(rows, stored);
  return { outcome: isEmpty(changes) ? 'unchanged' : 'applied', files: notes, changes };
}

/** The record of a refusal needs no more than this many lines. */
const keptMistakes = 1000;

async function apply(trx: Transaction<Tables>, result: ImportResult, actor: string): Promise<void> {
  if (result.outcome === 'planned') return;
  const mistakes = result.outcome === 'refused' ? result.mistakes : [];
  const { id } = await trx
    .insertInto('import_run')
    .values({
      actor,
      outcome: result.outcome,
      files: JSON.stringify(result.files),
      counts: JSON.stringify(result.outcome === 'refused' ? {} : countsOf(result.changes)),
      mistakes: JSON.stringify(mistakes.slice(0, keptMistakes).map(mistakeLine)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (result.outcome === 'applied') {
    await writeChanges(trx, result.changes, { actor, importRun: id });
  }
}

/** Numbers of one import, by kind. */
function countsOf(changes: Changes) {
  const count = ({ changes: list, unchanged, notInFiles }: Changes[keyof Changes]) => ({
    added: list.filter(({ before }) => before === null).length,
    changed: list.filter(({ before }) => before !== null).length,
    unchanged,
    notInFiles,
  });
  return {
    districts: count(changes.districts),
    hospitals: count(changes.hospitals),
    servers: count(changes.servers),
  };
}

function inOrder(mistakes: readonly Mistake[], notes: readonly FileNote[]): readonly Mistake[] {
  const order = new Map(notes.map(({ name }, at) => [name, at]));
  return mistakes.toSorted(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line,
  );
}
