import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface Program {
  /** Absolute path; PATH is never searched. */
  readonly path: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
  readonly maxOutputBytes?: number;
}

export type Outcome =
  | {
      readonly outcome: 'exited';
      readonly code: number;
      readonly stdout: Buffer;
      readonly stderr: string;
    }
  | { readonly outcome: 'timeout' | 'too much output' }
  | { readonly outcome: 'not started'; readonly reason: string };

const defaultMaxOutputBytes = 64 * 1024;
const termToKillMs = 2000;

/**
 * Runs a program without a shell, with an empty environment, in a process group of its own. Over time or over its output
 * the whole group gets TERM and 2 s later KILL, so that grandchildren end too. Never throws: each end is an outcome.
 */
export function runProgram(program: Program, signal?: AbortSignal): Promise<Outcome> {
  const maxBytes = program.maxOutputBytes ?? defaultMaxOutputBytes;
  return new Promise((resolve) => {
    const child = spawn(program.path, program.args, {
      detached: true, // a group of its own
      env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
    });
    const output: Buffer[] = [];
    let bytes = 0;
    let stderr = '';
    let verdict: 'timeout' | 'too much output' | undefined;
    let kill: NodeJS.Timeout | undefined;

    const end = (why: 'timeout' | 'too much output'): void => {
      if (verdict !== undefined) return;
      verdict = why;
      signalGroup(child.pid, constants.signals.SIGTERM);
      kill = setTimeout(() => signalGroup(child.pid, constants.signals.SIGKILL), termToKillMs);
    };
    const onAbort = (): void => end('timeout');
    const timer = setTimeout(onAbort, program.timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });

    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) end('too much output');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 1000) stderr += chunk.toString('utf8');
    });
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      clearTimeout(kill);
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    child.once('error', (error) => settle({ outcome: 'not started', reason: error.message }));
    child.once('close', (code) => {
      signalGroup(child.pid, constants.signals.SIGKILL); // whoever of the group is left
      settle(
        verdict === undefined
          ? {
              outcome: 'exited',
              code: code ?? -1,
              stdout: Buffer.concat(output),
              stderr: stderr.slice(0, 1000),
            }
          : { outcome: verdict },
      );
    });
  });
}

function signalGroup(pid: number | undefined, signal: number): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // nobody of the group is left
  }
}
