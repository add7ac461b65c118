import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRegistry } from '../../center/registry/import/import-registry.ts';
import type { Tables } from '../../center/storage/tables.ts';
import { openDatabase } from '../../lib/database.ts';

const folder = join(import.meta.dirname, '../../center/registry/import/testdata/good-files');

/** Imports two districts, three hospitals (one with a pair) and four servers (one pushes) into a migrated database. */
export async function importExample(databaseUrl: string): Promise<void> {
  const { db, close } = openDatabase<Tables>(databaseUrl, assert.ifError);
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  const { outcome } = await importRegistry(db, files, { actor: 'tester', dryRun: false });
  await close();
  assert.equal(outcome, 'applied');
}
