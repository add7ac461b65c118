import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { StoredRegistry } from '../registry.ts';
import { lockRegistry, readRegistry, readWithin, writeChanges } from '../registry-store.ts';
import { type Changes, changesOf, isEmpty } from './changes.ts';
import { crossCheck } from './cross-checks.ts';
import { parseRows } from './parse-rows.ts';
import { type FileNote, type ImportFile, readTables } from './read-tables.ts';
import { type Mistake, mistakeLine } from './table.ts';

/** What became of the files. Nothing is ever imported in part. */
export type ImportResult = Refused | Compared;

interface Refused {
  readonly outcome: 'refused';
  readonly files: readonly FileNote[];
  readonly mistakes: readonly Mistake[];
}

interface Compared {
  readonly outcome: 'applied' | 'unchanged' | 'planned';
  readonly files: readonly FileNote[];
  readonly changes: Changes;
}

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
  { actor, dryRun }: ImportOptions,
): Promise<ImportResult> {
  const { tables, notes, mistakes } = readTables(files);
  const rows = parseRows(tables, mistakes);
  const judge = (stored: StoredRegistry): ImportResult => {
    const all = [...mistakes, ...crossCheck({ rows, stored })];
    if (all.length > 0) return { outcome: 'refused', files: notes, mistakes: inOrder(all, notes) };
    const changes = changesOf(rows, stored);
    return { outcome: isEmpty(changes) ? 'unchanged' : 'planned', files: notes, changes };
  };
  if (dryRun) return judge(await readRegistry(db));
  return await db.transaction().execute(async (trx) => {
    await lockRegistry(trx);
    return await apply(trx, judge(await readWithin(trx)), actor);
  });
}

/** The record of a refusal needs no more than this many lines. */
const keptMistakes = 1000;

async function apply(
  trx: Transaction<Tables>,
  judged: ImportResult,
  actor: string,
): Promise<ImportResult> {
  const { files } = judged;
  if (judged.outcome === 'refused') {
    const mistakes = judged.mistakes.slice(0, keptMistakes).map(mistakeLine);
    await addRun(trx, { actor, outcome: 'refused', files, counts: {}, mistakes });
    return judged;
  }
  const outcome = judged.outcome === 'planned' ? 'applied' : 'unchanged';
  const counts = countsOf(judged.changes);
  const importRun = await addRun(trx, { actor, outcome, files, counts, mistakes: [] });
  await writeChanges(trx, judged.changes, { actor, importRun });
  return { ...judged, outcome };
}

interface Run {
  readonly actor: string;
  readonly outcome: 'applied' | 'unchanged' | 'refused';
  readonly files: readonly FileNote[];
  readonly counts: object;
  readonly mistakes: readonly string[];
}

async function addRun(trx: Transaction<Tables>, run: Run): Promise<string> {
  const { id } = await trx
    .insertInto('import_run')
    .values({
      ...run,
      files: JSON.stringify(run.files),
      counts: JSON.stringify(run.counts),
      mistakes: JSON.stringify(run.mistakes),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
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
