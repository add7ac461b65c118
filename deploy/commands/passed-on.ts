import { spawn } from 'node:child_process';

/** Runs a command on the same terminal; resolves to its exit code. */
export function passOn(
  [program, ...args]: readonly [string, ...string[]],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: 'inherit' });
    // Ctrl-C reaches the child too; the launcher waits for its answer.
    const ignore = (): void => {};
    process.on('SIGINT', ignore);
    child.once('error', (cause) => reject(new Error(`${program}: cannot be run`, { cause })));
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      resolve(signal === null ? (code ?? 1) : 130);
    });
  });
}
