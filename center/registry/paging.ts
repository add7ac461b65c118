import { type Expression, type SqlBool, sql } from 'kysely';

/** One page of a list that is sorted by `column` and then by a unique `key`. */
export interface Sorting {
  /** The column's name as the API calls it, with a minus for descending. */
  readonly sort: string;
  readonly column: Expression<unknown>;
  readonly key: Expression<unknown>;
  readonly cursor: string | undefined;
}

/** A page begins behind the row that its cursor names: rows that come or go meanwhile shift nothing. */
export function behindCursor({ sort, column, key, cursor }: Sorting): Expression<SqlBool> {
  if (cursor === undefined) return sql<boolean>`true`;
  const { value, id } = readCursor(cursor, sort);
  return sort.startsWith('-')
    ? sql<boolean>`(${column}, ${key}) < (${value}, ${id})`
    : sql<boolean>`(${column}, ${key}) > (${value}, ${id})`;
}

/** The column of a sort: `-name` → `name`. */
export function sortKey<Key extends string>(sort: Key | `-${Key}`): Key {
  return (sort.startsWith('-') ? sort.slice(1) : sort) as Key;
}

export function direction(sort: string): 'asc' | 'desc' {
  return sort.startsWith('-') ? 'desc' : 'asc';
}

/** The text for `nextCursor`; whoever receives it passes it on unread. */
export function cursorOf(sort: string, value: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Whether one of the columns has `text` in it, in capitals or not. */
export function anyContains(columns: readonly string[], text: string): Expression<SqlBool> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const tests = columns.map((column) => sql<boolean>`${sql.ref(column)} ILIKE ${pattern}`);
  return sql<boolean>`(${sql.join(tests, sql` OR `)})`;
}

/** A cursor that we did not make, or made for another order. */
export class CursorError extends Error {
  constructor() {
    super('cursor: expected the nextCursor of an answer with the same sort');
    this.name = 'CursorError';
  }
}

function readCursor(cursor: string, sort: string): { value: string; id: string } {
  const parts = decode(cursor);
  const [madeFor, value, id] = Array.isArray(parts) ? parts : [];
  if (madeFor !== sort || typeof value !== 'string' || typeof id !== 'string') {
    throw new CursorError();
  }
  return { value, id };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
