import {
  type Contact,
  endpointText,
  type Registry,
  type Server,
  type ThingKind,
} from '../registry.ts';
import { columnsOf } from '../rows.ts';

/** A table as people write it: the columns of an import, and text in every cell. */
export interface ExportTable {
  readonly kind: ThingKind;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** All that is active, as an import would take it back. Contacts only when they are given. */
export function exportTables(
  { districts, hospitals, servers }: Registry,
  contacts?: ReadonlyMap<string, Contact>,
): readonly ExportTable[] {
  const tables = [
    tableOf('districts', districts.values()),
    tableOf('hospitals', hospitals.values()),
    tableOf('servers', servers.values()),
  ];
  return contacts === undefined ? tables : [...tables, tableOf('contacts', contacts.values())];
}

function tableOf(kind: ThingKind, things: Iterable<object>): ExportTable {
  const columns = columnsOf(kind);
  const rows = Array.from(things, (thing) => columns.map((column) => cellOf(kind, column, thing)));
  return { kind, columns, rows };
}

function cellOf(kind: ThingKind, column: string, thing: object): string {
  if (kind === 'servers' && column === 'address') return endpointText(thing as Server);
  const value = (thing as Record<string, unknown>)[fieldOf(column)];
  return value === null || value === undefined ? '' : String(value);
}

function fieldOf(column: string): string {
  return column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
