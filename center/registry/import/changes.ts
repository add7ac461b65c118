import { keyOf, type ThingKind, type Things } from '../registry.ts';
import type { FullRows, Known, Leaving, Sourced } from './subject.ts';

export type Action = 'added' | 'changed' | 'retired' | 'restored' | 'removed';

/** One thing that an import writes; `before` is null when it is new, `after` when it goes. */
export interface Change<T> {
  readonly key: string;
  readonly action: Action;
  readonly before: T | null;
  readonly after: T | null;
}

export interface Part<T> {
  readonly changes: readonly Change<T>[];
  readonly unchanged: number;
  /** In the registry, but not in a file of this kind; they stay. */
  readonly notInFiles: number;
}

export type Changes = { readonly [Kind in ThingKind]: Part<Things[Kind]> };

/** What has to be written so that the registry says what the files say. */
export function changesOf(rows: FullRows, known: Known, leaving: Leaving): Changes {
  const none = new Map<string, never>();
  return {
    districts: part('districts', rows.districts, {
      ...{ active: known.districts, retired: none },
      leaving: new Set(),
    }),
    hospitals: part('hospitals', rows.hospitals, {
      ...{ active: known.hospitals, retired: known.retired.hospitals },
      leaving: leaving.hospitals,
    }),
    servers: part('servers', rows.servers, {
      ...{ active: known.servers, retired: known.retired.servers },
      leaving: leaving.servers,
    }),
    contacts: part('contacts', rows.contacts, {
      ...{ active: known.contacts, retired: none },
      leaving: leaving.contacts,
    }),
  };
}

export function isEmpty(changes: Changes): boolean {
  return Object.values(changes).every((part: Part<object>) => part.changes.length === 0);
}

/** How many things an import adds, changes and so on. */
export function countActions({ changes }: Part<object>): Readonly<Record<Action, number>> {
  const count = { added: 0, changed: 0, retired: 0, restored: 0, removed: 0 };
  for (const { action } of changes) count[action] += 1;
  return count;
}

/** Names of the fields that differ. */
export function changedFields<T extends object>({ before, after }: Change<T>): (keyof T)[] {
  if (after === null) return [];
  const fields = Object.keys(after) as (keyof T)[];
  return before === null ? fields : fields.filter((field) => before[field] !== after[field]);
}

interface Before<T> {
  readonly active: ReadonlyMap<string, T>;
  readonly retired: ReadonlyMap<string, T>;
  readonly leaving: ReadonlySet<string>;
}

function part<Kind extends ThingKind>(
  kind: Kind,
  rows: readonly Sourced<Things[Kind]>[],
  { active, retired, leaving }: Before<Things[Kind]>,
): Part<Things[Kind]> {
  type Thing = Things[Kind];
  const written = rows.map(({ value }): Change<Thing> => {
    const key = keyOf[kind](value);
    const now = active.get(key);
    if (now !== undefined) return { key, action: 'changed', before: now, after: value };
    const once = retired.get(key);
    if (once !== undefined) return { key, action: 'restored', before: once, after: value };
    return { key, action: 'added', before: null, after: value };
  });
  const action = kind === 'contacts' ? 'removed' : 'retired';
  const gone = [...leaving].flatMap((key): Change<Thing>[] => {
    const before = active.get(key);
    return before === undefined ? [] : [{ key, action, before, after: null }];
  });
  const differing = written.filter(
    (change) => change.action !== 'changed' || changedFields(change).length > 0,
  );
  const seen = written.filter(({ action: done }) => done === 'changed').length;
  return {
    changes: [...differing, ...gone],
    unchanged: written.length - differing.length,
    notInFiles: rows.length === 0 ? 0 : active.size - seen - gone.length,
  };
}
