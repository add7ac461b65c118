import { userInfo } from 'node:os';
import { systemClock } from '../lib/clock.ts';
import { loadConfig } from '../lib/config.ts';
import { errorMessage } from '../lib/error-message.ts';
import { jsonLog } from '../lib/json-log.ts';
import { startCenter } from './center.ts';
import { parseCommand } from './cli/index.ts';
import { CenterConfig } from './config.ts';

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.name === 'help') console.log(command.text);
  else if (command.name === 'serve') await serve(command.config);
  else {
    const { status, report } = await command.run({
      actor: userInfo().username,
      progress,
      signal: untilSignal(),
    });
    console.log(report.join('\n'));
    process.exitCode = status;
  }
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

/** Only for people: a pipe gets the report alone. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

function untilSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
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
