import { userInfo } from 'node:os';
import { systemClock } from '../lib/clock.ts';
import { loadConfig } from '../lib/config.ts';
import { errorMessage } from '../lib/error-message.ts';
import { jsonLog } from '../lib/json-log.ts';
import { startCenter } from './center.ts';
import { parseCommand } from './cli/arguments.ts';
import { runCommand } from './cli/run-command.ts';
import { CenterConfig } from './config.ts';

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.name === 'serve') {
    await serve(command.config);
  } else {
    const { ok, report } = await runCommand(command, userInfo().username);
    console.log(report.join('\n'));
    if (!ok) process.exitCode = 1;
  }
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

async function serve(file: string): Promise<void> {
  const config = loadConfig(CenterConfig, file);
  const center = await startCenter({ config, clock: systemClock, log: jsonLog('center') });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), 2800).unref(); // a database that hangs must not hold us
      void center.stop().then(() => process.exit());
    });
  }
}
