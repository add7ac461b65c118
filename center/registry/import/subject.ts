import type { District, Hospital, Server, StoredRegistry } from '../registry.ts';
import type { Cells } from '../rows.ts';
import { type Mistake, quote, type TableKind } from './table.ts';

/** A value and the place that it came from. */
export interface Sourced<T> {
  readonly value: T;
  readonly file: string;
  readonly line: number;
}

/** All rows of all files; the good ones as domain objects. */
export interface ParsedRows {
  readonly districts: readonly Sourced<District>[];
  readonly hospitals: readonly Sourced<Hospital>[];
  readonly servers: readonly Sourced<Server>[];
  /** Rows with a mistake of their own: nothing is concluded from their absence. */
  readonly spoiled: readonly { readonly kind: TableKind; readonly cells: Cells }[];
}

/** What the checks across rows look at. */
export interface Subject {
  readonly rows: ParsedRows;
  readonly stored: StoredRegistry;
}

/** A mistake in the row that `source` came from. */
export function mistakeAt(
  { file, line }: Sourced<unknown>,
  { column, seen }: { readonly column: string; readonly seen: string },
  allowed: string,
): Mistake {
  return { file, line, column, seen: quote(seen), allowed };
}

export function place({ file, line }: Sourced<unknown>): string {
  return `${file}:${line}`;
}
