import { systemClock } from '../../lib/clock.ts';
import { loadConfig } from '../../lib/config.ts';
import { errorMessage } from '../../lib/error-message.ts';
import { jsonLog } from '../../lib/json-log.ts';
import { parseCommand, usage } from './command-line.ts';
import { NotifierConfig } from './config.ts';
import { createNotifier } from './notifier.ts';
import { verdictOf } from './verify-ledger.ts';

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.kind === 'help') process.stdout.write(usage);
  else if (command.kind === 'verify-ledger') process.exitCode = await verify(command.config);
  else await serve(command.config);
} catch (error) {
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = 1;
}

async function serve(file: string): Promise<void> {
  const config = loadConfig(NotifierConfig, file);
  const log = jsonLog('notifier');
  const notifier = await createNotifier({ config, clock: systemClock, log });
  const stop = async (): Promise<void> => {
    await notifier.close();
    process.exit(0); // an SMTP dialog that hangs must not keep the process
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

async function verify(file: string): Promise<number> {
  const { isWhole, text } = await verdictOf(loadConfig(NotifierConfig, file).database);
  process.stdout.write(`${text}\n`);
  return isWhole ? 0 : 1;
}
