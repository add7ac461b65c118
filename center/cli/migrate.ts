import { loadConfig } from '../../lib/config.ts';
import { migrate } from '../../lib/database.ts';
import { CenterConfig, databaseUrl } from '../config.ts';
import { migrations } from '../storage/migrations.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  synopsis: '',
  summary: 'bring the database up to date',
  options: {},
  run: async ({ config }) => {
    const url = databaseUrl(loadConfig(CenterConfig, config).database);
    const applied = await migrate(url, migrations);
    const line = applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`;
    return { status: 0, report: [line] };
  },
};
