import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import { type ContactCipher, maskMobile } from '../contacts/contact-cipher.ts';
import { writeContacts } from '../contacts/contact-store.ts';
import type { Contact } from '../registry.ts';
import { snakeCase } from '../snake-case.ts';
import type { Change, Changes, Part } from './changes.ts';

/** Called after each part of the work that takes a while. */
export type OnProgress = (
  stage: 'read' | 'judged' | 'written',
  done: number,
  total: number,
) => void;

export interface Writing {
  /** Who asked, for the record. */
  readonly actor: string;
  /** The run that the events belong to. */
  readonly importRun: string;
  readonly cipher: ContactCipher | undefined;
  readonly onProgress: OnProgress;
}

/** Rows of one statement; PostgreSQL takes at most 65,535 parameters. */
const batchRows = 1000;

/** Writes what is new, different or gone, and an event for each. */
export async function writeChanges(
  trx: Transaction<Tables>,
  changes: Changes,
  { actor, importRun, cipher, onProgress }: Writing,
): Promise<void> {
  const events = eventsOf(changes).map((event) => ({ ...event, actor, import_run: importRun }));
  const total = 2 * events.length;
  let done = 0;
  const step = (count: number): void => {
    done += count;
    onProgress('written', done, total);
  };
  await writeThings(trx, { table: 'district', key: 'adcode' }, changes.districts, step);
  await writeThings(trx, { table: 'hospital', key: 'code' }, changes.hospitals, step);
  await writeThings(trx, { table: 'server', key: 'id' }, changes.servers, step);
  await writeContacts(trx, changes.contacts, cipher);
  step(changes.contacts.changes.length);
  for (const batch of batches(events)) {
    await trx.insertInto('registry_event').values(batch).execute();
    step(batch.length);
  }
}

interface Place {
  readonly table: 'district' | 'hospital' | 'server';
  readonly key: 'adcode' | 'code' | 'id';
}

/** What comes back is active again, because every written row is. */
// biome-ignore lint/complexity/useMaxParams: where, which table, what, and whom to tell.
async function writeThings<T extends object>(
  trx: Transaction<Tables>,
  { table, key }: Place,
  { changes }: Part<T>,
  step: (count: number) => void,
): Promise<void> {
  const kept = changes.flatMap(({ after }) => (after === null ? [] : [after]));
  for (const batch of batches(kept)) {
    const fields = Object.keys(batch[0] ?? {}) as (keyof T)[];
    const columns = fields.map((field) => snakeCase(String(field)));
    const rows = batch.map((thing) => sql`(${sql.join(fields.map((field) => thing[field]))})`);
    const updates = columns.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
    if (table !== 'district') updates.push(sql`state = 'active'`);
    await sql`INSERT INTO ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      VALUES ${sql.join(rows)}
      ON CONFLICT (${sql.ref(key)}) DO UPDATE SET ${sql.join(updates)}`.execute(trx);
    step(batch.length);
  }
  const gone = changes.filter(({ after }) => after === null).map((change) => change.key);
  for (const batch of batches(gone)) {
    await sql`UPDATE ${sql.table(table)} SET state = 'retired'
      WHERE ${sql.ref(key)} = ANY(${[...batch]})`.execute(trx);
    step(batch.length);
  }
}

function eventsOf({ districts, hospitals, servers, contacts }: Changes) {
  return [
    ...districts.changes.map((change) => eventOf('district', change)),
    ...hospitals.changes.map((change) => eventOf('hospital', change)),
    ...servers.changes.map((change) => eventOf('server', change)),
    ...contacts.changes.map((change) => eventOf('contact', masked(change))),
  ];
}

function eventOf(
  object: 'district' | 'hospital' | 'server' | 'contact',
  { key, action, before, after }: Change<object>,
) {
  return {
    ...{ object, key, action },
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
  };
}

/** Events are kept for years and read by many: a number's mask is enough there. */
function masked({ before, after, ...same }: Change<Contact>): Change<Contact> {
  const mask = (contact: Contact | null) =>
    contact && { ...contact, mobile: maskMobile(contact.mobile) };
  return { ...same, before: mask(before), after: mask(after) };
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows);
}
