import { readFileSync } from 'node:fs';
import { loadConfig } from '../../lib/config.ts';
import { migrate, openDatabase } from '../../lib/database.ts';
import { CenterConfig, databaseUrl } from '../config.ts';
import { importRegistry } from '../registry/import/import-registry.ts';
import { importReport } from '../registry/import/report.ts';
import { migrations } from '../storage/migrations.ts';
import type { Tables } from '../storage/tables.ts';
import { type Command, usage } from './arguments.ts';

/** A command that does its work and ends. */
export type ShortCommand = Exclude<Command, { readonly name: 'serve' }>;

export interface Outcome {
  /** False when nothing could be imported. */
  readonly ok: boolean;
  /** For the person at the terminal, line by line. */
  readonly report: readonly string[];
}

/** Runs a command; `actor` is who asks, for the record. Throws when it cannot do its work at all. */
export async function runCommand(command: ShortCommand, actor: string): Promise<Outcome> {
  switch (command.name) {
    case 'help':
      return { ok: true, report: [usage] };
    case 'migrate':
      return await runMigrate(urlOf(command.config));
    case 'import':
      return await runImport(command, actor);
    default:
      return command satisfies never;
  }
}

async function runMigrate(url: string): Promise<Outcome> {
  const applied = await migrate(url, migrations);
  const line = applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`;
  return { ok: true, report: [line] };
}

async function runImport(
  { files, dryRun, config }: Extract<Command, { readonly name: 'import' }>,
  actor: string,
): Promise<Outcome> {
  const contents = files.map((name) => ({ name, bytes: readBytes(name) }));
  const { db, close } = openDatabase<Tables>(urlOf(config), () => {});
  try {
    const result = await importRegistry(db, contents, { actor, dryRun });
    return { ok: result.outcome !== 'refused', report: importReport(result) };
  } finally {
    await close();
  }
}

function urlOf(config: string): string {
  return databaseUrl(loadConfig(CenterConfig, config).database);
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${file}: cannot be read`, { cause });
  }
}
