import { errorMessage } from '../lib/error-message.ts';
import { runCli } from './cli.ts';

try {
  process.exitCode = await runCli(process.argv.slice(2));
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}
