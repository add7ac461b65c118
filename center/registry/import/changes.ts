import type { District, Hospital, Registry, Server } from '../registry.ts';
import type { ParsedRows, Sourced } from './subject.ts';

/** One thing that an import adds (`before` is null) or changes. */
export interface Change<T> {
  readonly key: string;
  readonly before: T | null;
  readonly after: T;
}

export interface Part<T> {
  readonly changes: readonly Change<T>[];
  readonly unchanged: number;
  /** In the registry, but not in a file of this kind; they stay. */
  readonly notInFiles: number;
}

export interface Changes {
  readonly districts: Part<District>;
  readonly hospitals: Part<Hospital>;
  readonly servers: Part<Server>;
}

/** What has to be written so that the registry says what the files say. */
export function changesOf(rows: ParsedRows, stored: Registry): Changes {
  return {
    districts: part(rows.districts, stored.districts, ({ adcode }) => adcode),
    hospitals: part(rows.hospitals, stored.hospitals, ({ code }) => code),
    servers: part(rows.servers, stored.servers, ({ id }) => id),
  };
}

export function isEmpty({ districts, hospitals, servers }: Changes): boolean {
  return [districts, hospitals, servers].every(({ changes }) => changes.length === 0);
}

/** Names of the fields that differ. */
export function changedFields<T extends object>({ before, after }: Change<T>): (keyof T)[] {
  const fields = Object.keys(after) as (keyof T)[];
  return before === null ? fields : fields.filter((field) => before[field] !== after[field]);
}

function part<T extends object>(
  rows: readonly Sourced<T>[],
  stored: ReadonlyMap<string, T>,
  keyOf: (value: T) => string,
): Part<T> {
  const all = rows.map(({ value }): Change<T> => {
    const key = keyOf(value);
    return { key, before: stored.get(key) ?? null, after: value };
  });
  const changes = all.filter((change) => changedFields(change).length > 0);
  const known = all.filter(({ before }) => before !== null).length;
  return {
    changes,
    unchanged: all.length - changes.length,
    notInFiles: rows.length === 0 ? 0 : stored.size - known,
  };
}
