import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { ContactCipher } from '../contacts/contact-cipher.ts';
import { readContacts } from '../contacts/contact-store.ts';
import { lockRegistry, readRegistry, readWithin } from '../registry-store.ts';
import { type Changes, changesOf, countActions, isEmpty, type Part } from './changes.ts';
import { crossCheck } from './cross-checks.ts';
import { fullRows } from './full-rows.ts';
import { checkLeaving, leavingOf, type Retirement } from './leaving.ts';
import { parseRows } from './parse-rows.ts';
import { type FileNote, type ImportFile, readTables } from './read-tables.ts';
import type { Known, Leaving, ParsedRows } from './subject.ts';
import { type Mistake, mistakeLine } from './table.ts';
import { type OnProgress, type Writing, writeChanges } from './write-changes.ts';

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
  /** What leaves the registry besides. */
  readonly retire?: Retirement;
  /** Whether rows may bring retired things back. */
  readonly restore?: boolean;
  /** Seals and opens the numbers of contacts; without it contacts are refused. */
  readonly cipher?: ContactCipher | undefined;
  readonly onProgress?: OnProgress;
}

/** Judges all rows against each other and the registry, then writes what differs in one transaction. */
export async function importRegistry(
  db: Kysely<Tables>,
  files: readonly ImportFile[],
  options: ImportOptions,
): Promise<ImportResult> {
  const { actor, dryRun, cipher, onProgress = () => {} } = options;
  const { tables, notes, mistakes } = await readTables(files);
  const count = notes.reduce((sum, { rows }) => sum + rows, 0);
  onProgress('read', count, count);
  const rows = parseRows(tables, mistakes);
  if (rows.contacts.length > 0 && cipher === undefined) mistakes.push(noContactKey);
  const judge = (known: Known) => {
    const result = judged({ rows, notes, mistakes }, known, options);
    onProgress('judged', count, count);
    return result;
  };
  // Contacts are opened only when something is said about them, or hospitals may take theirs along.
  const needsContacts = rows.contacts.length > 0 || options.retire !== undefined;
  const contactsOf = (within: Kysely<Tables>) =>
    needsContacts ? readContacts(within, cipher) : Promise.resolve(new Map());
  if (dryRun) return judge({ ...(await readRegistry(db)), contacts: await contactsOf(db) });
  return await db.transaction().execute(async (trx) => {
    await lockRegistry(trx);
    const known = { ...(await readWithin(trx)), contacts: await contactsOf(trx) };
    return await apply(trx, judge(known), { actor, cipher, onProgress });
  });
}

const noContactKey: Mistake = {
  ...{ file: 'contacts', line: 0, column: '', seen: 'rows' },
  allowed: 'none until registry.contactKeyFile names a key to seal their numbers with',
};

interface Read {
  readonly rows: ParsedRows;
  readonly notes: readonly FileNote[];
  readonly mistakes: readonly Mistake[];
}

function judged(
  { rows: parsed, notes, mistakes }: Read,
  known: Known,
  { retire = {}, restore = false }: ImportOptions,
): ImportResult {
  const rows = fullRows(parsed, known);
  // A row that cannot be read is not missing: its thing does not leave, and everything is refused anyway.
  const leaving = leavingOf(rows, known, parsed.spoiled.length === 0 ? retire : {});
  const stored = withoutLeaving(known, leaving);
  const all = [
    ...mistakes,
    ...(parsed.spoiled.length === 0 ? checkLeaving({ rows, known, leaving }, retire) : []),
    ...crossCheck({ rows, stored, known, leaving, restore }),
  ];
  if (all.length > 0) return { outcome: 'refused', files: notes, mistakes: inOrder(all, notes) };
  const changes = changesOf(rows, known, leaving);
  return { outcome: isEmpty(changes) ? 'unchanged' : 'planned', files: notes, changes };
}

function withoutLeaving(known: Known, leaving: Leaving): Known {
  const stay = <T>(things: ReadonlyMap<string, T>, keys: ReadonlySet<string>) =>
    keys.size === 0 ? things : new Map([...things].filter(([key]) => !keys.has(key)));
  return {
    ...known,
    hospitals: stay(known.hospitals, leaving.hospitals),
    servers: stay(known.servers, leaving.servers),
    contacts: stay(known.contacts, leaving.contacts),
  };
}

/** The record of a refusal needs no more than this many lines. */
const keptMistakes = 1000;

async function apply(
  trx: Transaction<Tables>,
  judged: ImportResult,
  { actor, ...how }: Omit<Writing, 'importRun'>,
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
  await writeChanges(trx, judged.changes, { actor, importRun, ...how });
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
  const entries = Object.entries(changes).map(([kind, part]: [string, Part<object>]) => [
    kind,
    { ...countActions(part), unchanged: part.unchanged, notInFiles: part.notInFiles },
  ]);
  return Object.fromEntries(entries);
}

function inOrder(mistakes: readonly Mistake[], notes: readonly FileNote[]): readonly Mistake[] {
  const order = new Map(notes.map(({ name }, at) => [name, at]));
  return mistakes.toSorted(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line,
  );
}
