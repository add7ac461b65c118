import { userInfo } from 'node:os';
import { systemClock } from '../lib/clock.ts';
import { loadConfig } from '../lib/config.ts';
import { migrate } from '../lib/database.ts';
import { errorMessage } from '../lib/error-message.ts';
import { jsonLog } from '../lib/json-log.ts';
import { migrations, startCenter } from './center.ts';
import { type Command, parseCommand, usage } from './cli/arguments.ts';
import { runImport } from './cli/import-command.ts';
import { CenterConfig, databaseUrl } from './config.ts';

try {
  await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

async function run(command: Command): Promise<void> {
  if (command.name === 'help') return console.log(usage);
  const config = loadConfig(CenterConfig, command.config);
  const url = databaseUrl(config.database);
  if (command.name === 'migrate') {
    const applied = await migrate(url, migrations);
    return console.log(applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`);
  }
  if (command.name === 'import') {
    const actor = userInfo().username;
    const { ok, report } = await runImport({ ...command, actor, databaseUrl: url });
    console.log(report.join('\n'));
    if (!ok) process.exitCode = 1;
    return;
  }
  const center = await startCenter({ config, clock: systemClock, log: jsonLog('center') });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), 2800).unref(); // a database that hangs must not hold us
      void center.stop().then(() => process.exit());
    });
  }
}
