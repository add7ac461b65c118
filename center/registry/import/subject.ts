import type { Cells } from '../cells.ts';
import type {
  Contact,
  District,
  Hospital,
  Server,
  StoredRegistry,
  ThingKind,
} from '../registry.ts';
import type { HospitalDraft, ServerDraft } from '../rows.ts';
import { type Mistake, quote } from './table.ts';

/** A value and the place that it came from. */
export interface Sourced<T> {
  readonly value: T;
  readonly file: string;
  readonly line: number;
}

interface Rows<H, S> {
  readonly districts: readonly Sourced<District>[];
  readonly hospitals: readonly Sourced<H>[];
  readonly servers: readonly Sourced<S>[];
  readonly contacts: readonly Sourced<Contact>[];
  /** Rows with a mistake of their own: nothing is concluded from their absence. */
  readonly spoiled: readonly { readonly kind: ThingKind; readonly cells: Cells }[];
}

/** All rows of all files; the good ones as far as they tell of a thing. */
export type ParsedRows = Rows<HospitalDraft, ServerDraft>;

/** The same, with what the files do not tell from the registry. */
export type FullRows = Rows<Hospital, Server>;

/** What an import compares with: contacts too, their numbers opened. */
export interface Known extends StoredRegistry {
  readonly contacts: ReadonlyMap<string, Contact>;
}

/** Keys that are to leave. */
export type Leaving = Readonly<Record<Exclude<ThingKind, 'districts'>, ReadonlySet<string>>>;

/** What the checks across rows look at. */
export interface Subject {
  readonly rows: FullRows;
  /** Without what leaves. */
  readonly stored: Known;
  /** With it. */
  readonly known: Known;
  readonly leaving: Leaving;
  /** Whether retired things may come back. */
  readonly restore: boolean;
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
