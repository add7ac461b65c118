import { keyOf, type ThingKind } from '../registry.ts';
import { checkClaims } from './claim-checks.ts';
import { checkPairs } from './pair-check.ts';
import { mistakeAt, place, type Sourced, type Subject } from './subject.ts';
import { keyColumns, type Mistake } from './table.ts';

/** What single rows cannot know: keys, references, addresses and pairs, over the files and the registry together. */
export function crossCheck(subject: Subject): Mistake[] {
  return [
    ...checkKeys(subject),
    ...checkReferences(subject),
    ...checkBackupGateways(subject),
    ...checkClaims(subject),
    ...checkPairs(subject),
  ];
}

/** Which key each row gives, by the kind of its table. */
function keyed({ rows }: Subject): Record<ThingKind, Keyed> {
  return {
    districts: rows.districts.map((row) => [keyOf.districts(row.value), row]),
    hospitals: rows.hospitals.map((row) => [keyOf.hospitals(row.value), row]),
    servers: rows.servers.map((row) => [keyOf.servers(row.value), row]),
    contacts: rows.contacts.map((row) => [keyOf.contacts(row.value), row]),
  };
}
type Keyed = readonly (readonly [string, Sourced<unknown>])[];

function* checkKeys(subject: Subject): Generator<Mistake> {
  const taken = takenKeys(subject);
  for (const [kind, rows] of Object.entries(keyed(subject)) as [ThingKind, Keyed][]) {
    const first = new Map<string, Sourced<unknown>>();
    for (const [key, row] of rows) {
      const where = { column: kind === 'contacts' ? 'name' : keyColumns[kind], seen: key };
      const other = first.get(key);
      first.set(key, other ?? row);
      if (other !== undefined) {
        yield mistakeAt(row, where, `each key once; it stands at ${place(other)} already`);
      }
      if (taken[kind].has(key)) {
        yield mistakeAt(row, where, 'a key that no retired or pending one has');
      }
    }
  }
}

/** Keys of what is not active; the retired may come back when that was asked for. */
function takenKeys({ stored, restore }: Subject): Record<ThingKind, ReadonlySet<string>> {
  const { retired, pending } = stored;
  return {
    districts: new Set(),
    hospitals: new Set(restore ? [] : retired.hospitals.keys()),
    servers: new Set([...pending, ...(restore ? [] : retired.servers.keys())]),
    contacts: new Set(),
  };
}

function* checkReferences(subject: Subject): Generator<Mistake> {
  const districts = knownKeys(subject, 'districts');
  const hospitals = knownKeys(subject, 'hospitals');
  for (const row of subject.rows.hospitals) {
    const { district } = row.value;
    if (districts.has(district)) continue;
    const where = { column: 'district', seen: district };
    yield mistakeAt(row, where, 'a district of these files or of the registry');
  }
  for (const row of [...subject.rows.servers, ...subject.rows.contacts]) {
    const { hospital } = row.value;
    if (hospitals.has(hospital)) continue;
    const where = { column: 'hospital', seen: hospital };
    yield mistakeAt(row, where, 'a hospital of these files or of the registry');
  }
}

/** Unreadable rows count: what refers to them is not wrong on that account. */
function knownKeys(subject: Subject, kind: 'districts' | 'hospitals'): ReadonlySet<string> {
  const spoiled = subject.rows.spoiled.filter((row) => row.kind === kind);
  return new Set([
    ...subject.stored[kind].keys(),
    ...keyed(subject)[kind].map(([key]) => key),
    ...spoiled.map(({ cells }) => cells[keyColumns[kind]] ?? ''),
  ]);
}

function* checkBackupGateways({ rows }: Subject): Generator<Mistake> {
  for (const row of rows.hospitals) {
    const { gateway, backupGateway } = row.value;
    if (gateway !== backupGateway) continue;
    const where = { column: 'backup_gateway', seen: gateway };
    yield mistakeAt(row, where, 'another address than the gateway, or nothing');
  }
}
