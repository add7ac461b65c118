import { createHash } from 'node:crypto';
import { csvTable } from './csv-table.ts';
import { type Decoded, decodeText, type Encoding } from './decode-text.ts';
import type { Mistake, Table } from './table.ts';
import { xlsxTables } from './xlsx-tables.ts';
import { yamlTables } from './yaml-tables.ts';

/** A file to import; `name` stands in messages and says what it is: .xlsx, .yml, .yaml, .json, else CSV. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is kept of a file in `import_run` and shown to the person who imports. */
export interface FileNote {
  readonly name: string;
  readonly sha256: string;
  readonly encoding: Encoding | 'XLSX' | 'unknown';
  readonly rows: number;
}

export interface ReadTables {
  readonly tables: readonly Table[];
  readonly notes: readonly FileNote[];
  readonly mistakes: Mistake[];
}

/** A city has some thousand rows; whoever brings more brings the wrong file. */
export const fileBytesLimit = 8 * 1024 ** 2;
const rowsLimit = 50_000;

/** Decodes and splits all files; every mistake is collected, none is thrown. */
export async function readTables(files: readonly ImportFile[]): Promise<ReadTables> {
  const mistakes: Mistake[] = [];
  const tables: Table[] = [];
  const notes: FileNote[] = [];
  for (const file of files) {
    const { found, encoding } = await readFile(file, mistakes);
    const rows = found.reduce((sum, { rows }) => sum + rows.length, 0);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    notes.push({ name: file.name, sha256, encoding, rows });
    if (rows > rowsLimit) {
      const place = { file: file.name, line: 0, column: '' };
      mistakes.push({ ...place, seen: `${rows} rows`, allowed: `at most ${rowsLimit}` });
    } else tables.push(...found);
  }
  return { tables, notes, mistakes };
}

interface ReadFile {
  readonly found: readonly Table[];
  readonly encoding: FileNote['encoding'];
}

async function readFile({ name, bytes }: ImportFile, mistakes: Mistake[]): Promise<ReadFile> {
  const source = { file: name, mistakes };
  if (bytes.length > fileBytesLimit) {
    const seen = `${(bytes.length / 1024 ** 2).toFixed(1)} MB`;
    mistakes.push({ file: name, line: 0, column: '', seen, allowed: 'at most 8 MB' });
    return { found: [], encoding: 'unknown' };
  }
  if (/\.xlsx$/i.test(name)) return { found: await xlsxTables(source, bytes), encoding: 'XLSX' };
  const decoded = decode(name, bytes, mistakes);
  if (decoded === undefined) return { found: [], encoding: 'unknown' };
  const { text, encoding } = decoded;
  if (/\.(ya?ml|json)$/i.test(name)) return { found: yamlTables(name, text, mistakes), encoding };
  return { found: csvTable(source, text), encoding };
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
