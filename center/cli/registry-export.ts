import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { readContacts } from '../registry/contacts/contact-store.ts';
import { exportFiles, exportFormats } from '../registry/export/export-files.ts';
import { exportTables } from '../registry/export/thing-rows.ts';
import { readRegistry } from '../registry/registry-store.ts';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const registryExport: Command = {
  name: 'registry export',
  synopsis: '--out DIR [--format csv|xlsx|yaml] [--contacts]',
  summary:
    'write the registry as files that an import takes back; --contacts with telephone numbers',
  options: {
    out: { type: 'string' },
    format: { type: 'string', default: 'csv' },
    contacts: { type: 'boolean' },
  },
  run: async ({ config, flags }) => {
    const out = flags.needed('out');
    const wanted = flags.text('format');
    const format = exportFormats.find((known) => known === wanted);
    if (format === undefined) {
      throw new Error(`--format: expected one of ${exportFormats.join(', ')}, got ${wanted}`);
    }
    const tables = await withDatabase(config, async ({ db, cipher }) => {
      const registry = await readRegistry(db);
      if (!flags.has('contacts')) return exportTables(registry);
      if (cipher === undefined) throw new Error('--contacts: registry.contactKeyFile is not set');
      return exportTables(registry, await readContacts(db, cipher));
    });
    const files = await exportFiles(tables, format);
    for (const { name, bytes } of files) {
      // Numbers of people are for the one who asked for them.
      writeAtomic(join(out, name), bytes, flags.has('contacts') ? 0o600 : 0o644);
    }
    const counts = tables.map(({ kind, rows }) => `${rows.length} ${kind}`).join(', ');
    const names = files.map(({ name }) => join(out, name)).join(', ');
    return { status: 0, report: [`${names}: ${counts}`] };
  },
};
