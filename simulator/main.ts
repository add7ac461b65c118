import { errorMessage } from '../lib/error-message.ts';
import { runCommand } from './commands/run.ts';
import { usage } from './commands/usage.ts';

/** `node simulator/main.ts --help` */
try {
  process.exitCode = await runCommand({
    args: process.argv.slice(2),
    print: (text) => console.log(text),
    untilStopped,
  });
} catch (error) {
  console.error(errorMessage(error));
  if (error instanceof Error && error.name === 'UsageError') console.error(`\n${usage}`);
  process.exitCode = 1;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
