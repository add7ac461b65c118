import { createHash } from 'node:crypto';
import { csvTable } from './csv-table.ts';
import { type Decoded, decodeText, type Encoding } from './decode-text.ts';
import type { Mistake, Table } from './table.ts';
import { yamlTables } from './yaml-tables.ts';

/** A file to import; `name` stands in messages and, with .yml or .yaml, says that it is YAML. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is kept of a file in `import_run` and shown to the person who imports. */
export interface FileNote {
  readonly name: string;
  readonly sha256: string;
  readonly encoding: Encoding | 'unknown';
  readonly rows: number;
}

export interface ReadTables {
  readonly tables: readonly Table[];
  readonly notes: readonly FileNote[];
  readonly mistakes: Mistake[];
}

/** Decodes and splits all files; every mistake is collected, none is thrown. */
export function readTables(files: readonly ImportFile[]): ReadTables {
  const mistakes: Mistake[] = [];
  const tables: Table[] = [];
  const notes = files.map(({ name, bytes }): FileNote => {
    const decoded = decode(name, bytes, mistakes);
    const found = decoded === undefined ? [] : tablesOf(name, decoded, mistakes);
    tables.push(...found);
    return {
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      encoding: decoded?.encoding ?? 'unknown',
      rows: found.reduce((sum, { rows }) => sum + rows.length, 0),
    };
  });
  return { tables, notes, mistakes };
}

function decode(file: string, bytes: Uint8Array, mistakes: Mistake[]): Decoded | undefined {
  try {
    return decodeText(bytes);
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error);
    mistakes.push({ file, line: 1, column: '', seen, allowed: 'UTF-8 or GB18030' });
    return undefined;
  }
}

function tablesOf(file: string, { text }: Decoded, mistakes: Mistake[]): readonly Table[] {
  if (/\.ya?ml$/i.test(file)) return yamlTables(file, text, mistakes);
  const table = csvTable({ file, text, mistakes });
  return table === undefined ? [] : [table];
}
