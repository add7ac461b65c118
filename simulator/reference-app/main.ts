import { errorMessage } from '../../lib/error-message.ts';
import { runCommand, usage } from './commands.ts';

/** `node simulator/reference-app/main.ts --help` */
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
try {
  process.exitCode = await runCommand({
    args: process.argv.slice(2),
    print: (text) => console.log(text),
    signal: stopping.signal,
  });
} catch (error) {
  console.error(errorMessage(error));
  if (error instanceof Error && error.name === 'UsageError') console.error(`\n${usage}`);
  process.exitCode = 1;
}
