import { join } from 'node:path';
import { errorMessage } from '../lib/error-message.ts';
import { parseCommandLine } from './command-line.ts';
import { UsageError } from './commands/command.ts';
import { root } from './layout.ts';

/** Entry of `./yibao`: finds the command and ends with its exit code. */
process.umask(0o022);
try {
  const { command, invocation } = parseCommandLine(process.argv.slice(2), join(root, 'yibao.yml'));
  process.exit(await command.run(invocation));
} catch (error) {
  console.error(errorMessage(error));
  process.exit(error instanceof UsageError ? 2 : 1);
}
