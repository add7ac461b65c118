import { errorMessage } from '../lib/error-message.ts';
import { runCli } from './cli.ts';
import { helperFlag, runHelper } from './host/helper-process.ts';
import { isPasswordThread, runPasswordThread } from './web/verify-password.ts';

try {
  if (isPasswordThread()) await runPasswordThread();
  else if (process.argv.includes(helperFlag)) runHelper();
  else process.exitCode = await runCli(process.argv.slice(2));
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}
