import type { z } from 'zod';
import type { Cells } from '../cells.ts';
import { maskMobile } from '../contacts/contact-cipher.ts';
import type { ThingKind } from '../registry.ts';
import { ContactRow, DistrictRow, HospitalRow, ServerRow } from '../rows.ts';
import type { ParsedRows, Sourced } from './subject.ts';
import { type Mistake, quote, type Row, type Table } from './table.ts';

/** Turns rows of text into domain objects; every bad cell becomes a mistake. */
export function parseRows(tables: readonly Table[], mistakes: Mistake[]): ParsedRows {
  const spoiled: { kind: ThingKind; cells: Cells }[] = [];
  const parse = <T>(kind: ThingKind, schema: z.ZodType<T>) =>
    tables
      .filter((table) => table.kind === kind)
      .flatMap(({ file, rows }) =>
        rows.flatMap((row): Sourced<T>[] => {
          const { success, data, error } = schema.safeParse(row.cells);
          if (success) return [{ value: data, file, line: row.line }];
          spoiled.push({ kind, cells: row.cells });
          mistakes.push(...error.issues.map((issue) => mistakeOf(file, row, issue)));
          return [];
        }),
      );
  return {
    districts: parse('districts', DistrictRow),
    hospitals: parse('hospitals', HospitalRow),
    servers: parse('servers', ServerRow),
    contacts: parse('contacts', ContactRow),
    spoiled,
  };
}

function mistakeOf(
  file: string,
  { line, cells }: Row,
  { path, message }: z.core.$ZodIssue,
): Mistake {
  const column = String(path[0] ?? '');
  const seen = cells[column] ?? '';
  // Refusals are kept: a number that is only half wrong is still somebody's.
  const shown = column === 'mobile' && seen !== '' ? maskMobile(seen) : seen;
  return { file, line, column, seen: quote(shown), allowed: message };
}
