import { keyOf } from '../registry.ts';
import type { FullRows, Known, Leaving, Subject } from './subject.ts';
import { type Mistake, quote } from './table.ts';

/** What is to leave the registry besides what the files write. Nothing leaves unless it was asked for. */
export interface Retirement {
  /** Whatever a file of its kind does not name leaves; this many, as a confirmation. */
  readonly missing?: number;
  /** Keys of hospitals and servers; a hospital takes its servers along. */
  readonly keys?: readonly string[];
}

/** Districts stay: a city has few, and rules and boards name them. Contacts go with their hospital. */
export function leavingOf(
  rows: FullRows,
  known: Known,
  { missing, keys = [] }: Retirement,
): Leaving {
  const hospitals = new Set(keys.filter((key) => known.hospitals.has(key)));
  const servers = new Set(keys.filter((key) => known.servers.has(key)));
  for (const { id, hospital } of known.servers.values()) {
    if (hospitals.has(hospital)) servers.add(id);
  }
  const contacts = new Set<string>();
  if (missing !== undefined) {
    addMissing(
      hospitals,
      known.hospitals,
      rows.hospitals.map(({ value }) => value.code),
    );
    addMissing(
      servers,
      known.servers,
      rows.servers.map(({ value }) => value.id),
    );
    addMissing(
      contacts,
      known.contacts,
      rows.contacts.map(({ value }) => keyOf.contacts(value)),
    );
  }
  for (const [key, { hospital }] of known.contacts) if (hospitals.has(hospital)) contacts.add(key);
  return { hospitals, servers, contacts };
}

/** Keys that mean nothing, a number that does not agree, hospitals that would leave servers behind. */
export function* checkLeaving(
  { rows, known, leaving }: Pick<Subject, 'rows' | 'known' | 'leaving'>,
  { missing, keys = [] }: Retirement,
): Generator<Mistake> {
  for (const key of keys) {
    if (known.hospitals.has(key) || known.servers.has(key)) continue;
    yield retirementMistake(quote(key), 'the code of an active hospital or the id of a server');
  }
  const count = leaving.hospitals.size + leaving.servers.size + leaving.contacts.size;
  if (missing !== undefined && missing !== count) {
    yield retirementMistake(String(missing), `${count}, the number of rows that would leave`);
  }
  const moved = new Map(rows.servers.map(({ value }) => [value.id, value.hospital]));
  for (const { id, hospital } of known.servers.values()) {
    const stays = !leaving.servers.has(id) && (moved.get(id) ?? hospital) === hospital;
    if (!stays || !leaving.hospitals.has(hospital)) continue;
    const seen = `hospital ${hospital} with server ${id}`;
    yield retirementMistake(seen, 'a hospital whose servers leave with it, or have another one');
  }
}

function addMissing(
  leaving: Set<string>,
  known: ReadonlyMap<string, unknown>,
  written: readonly string[],
): void {
  if (written.length === 0) return;
  const named = new Set(written);
  for (const key of known.keys()) if (!named.has(key)) leaving.add(key);
}

function retirementMistake(seen: string, allowed: string): Mistake {
  return { file: 'retirement', line: 0, column: '', seen, allowed };
}
