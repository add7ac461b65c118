import type { Cells } from '../cells.ts';
import type { ThingKind } from '../registry.ts';

/** What a file said, before anybody judged it: rows of text by column, each with its line. */
export interface Table {
  readonly kind: ThingKind;
  readonly file: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly line: number;
  readonly cells: Cells;
}

/** The column that says which thing a row is about; its presence tells the kind of a table. */
export const keyColumns = {
  districts: 'adcode',
  hospitals: 'code',
  servers: 'id',
  contacts: 'mobile',
} as const;

/** One thing that is wrong, with its place and what would be right. */
export interface Mistake {
  readonly file: string;
  /** 0 when no row is meant. */
  readonly line: number;
  /** Empty when the row or the file as a whole is meant. */
  readonly column: string;
  readonly seen: string;
  readonly allowed: string;
}

/** `servers.csv:17: address: got "10.8.1.300"; allowed: an IP address such as 10.8.1.7` */
export function mistakeLine({ file, line, column, seen, allowed }: Mistake): string {
  const row = line === 0 ? file : `${file}:${line}`;
  const place = column === '' ? row : `${row}: ${column}`;
  return `${place}: got ${seen}; allowed: ${allowed}`;
}

const longestQuote = 80;

/** A value as it stands in messages: quoted, without invisible characters, cut when long. */
export function quote(value: string): string {
  const short = value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value;
  return JSON.stringify(short).replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${(hidden.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
