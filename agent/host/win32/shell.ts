import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that speaks lines. */
export interface Shell {
  send(line: string): void;
  onLine(listener: (line: string) => void): void;
  /** Once, however it ends; also when it could not be started. */
  onEnd(listener: () => void): void;
  kill(): void;
}

export interface ShellProgram {
  /** Absolute path; PATH is never searched. */
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A longer line is the end of it. */
  readonly maxLineBytes: number;
}

/** What a PowerShell of ours is allowed to see; Node adds SystemRoot and TEMP, which its compiler needs. */
export function powershell(systemRoot: string, script: string): ShellProgram {
  const folder = `${systemRoot}\\System32\\WindowsPowerShell\\v1.0`;
  return {
    path: `${folder}\\powershell.exe`,
    args: [
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      // A script from a local folder that only administrators may write; policy of the domain still has the last word.
      ...['-ExecutionPolicy', 'Bypass'],
      ...['-InputFormat', 'None'],
      ...['-File', script, '-AgentPid', String(process.pid)],
    ],
    env: { PATH: `${systemRoot}\\System32`, PSModulePath: `${folder}\\Modules` },
    maxLineBytes: 4 * 1024 * 1024,
  };
}

export function spawnShell({ path, args, env, maxLineBytes }: ShellProgram): Shell {
  const child = spawn(path, args, { env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  let bytesOfLine = 0;
  child.stdin.on('error', () => undefined); // it ended; that is told below
  child.stdout.on('data', (chunk: Buffer) => {
    const end = chunk.lastIndexOf(10);
    bytesOfLine = end < 0 ? bytesOfLine + chunk.length : chunk.length - end - 1;
    if (bytesOfLine > maxLineBytes) child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  return {
    send: (line) => void child.stdin.write(`${line}\n`),
    onLine: (listener) => void lines.on('line', listener),
    onEnd: (listener) => {
      let ended = false;
      const once = (): void => {
        if (!ended) listener();
        ended = true;
      };
      child.once('close', once);
      child.once('error', once);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
