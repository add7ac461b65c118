import { readFileSync } from 'node:fs';
import { openDatabase } from '../../lib/database.ts';
import { importRegistry } from '../registry/import/import-registry.ts';
import { importReport } from '../registry/import/report.ts';
import type { Tables } from '../storage/tables.ts';

interface ImportCommand {
  readonly files: readonly string[];
  readonly dryRun: boolean;
  /** Who asks, for the record. */
  readonly actor: string;
  readonly databaseUrl: string;
}

/** Imports files and gives the report; `ok` is false when nothing could be imported. */
export async function runImport({ files, dryRun, actor, databaseUrl }: ImportCommand): Promise<{
  readonly ok: boolean;
  readonly report: readonly string[];
}> {
  const contents = files.map((name) => ({ name, bytes: readBytes(name) }));
  const { db, close } = openDatabase<Tables>(databaseUrl, () => {});
  try {
    const result = await importRegistry(db, contents, { actor, dryRun });
    return { ok: result.outcome !== 'refused', report: importReport(result) };
  } finally {
    await close();
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}
