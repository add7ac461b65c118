import { spawn } from 'node:child_process';
import { statfs } from 'node:fs';
import type { Statfs } from './host.ts';
import type { HelperProcess } from './slow-statfs.ts';

export const helperFlag = '--role=helper';

interface Question {
  readonly id: number;
  readonly mountPoint: string;
}

interface AnswerMessage {
  readonly id: number;
  readonly answer: Statfs | string;
}

/** Starts the same file in the role of the helper; both ends speak by Node's channel. */
export function spawnHelper(entryFile: string): HelperProcess {
  const child = spawn(process.execPath, [...process.execArgv, entryFile, helperFlag], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { UV_THREADPOOL_SIZE: '4' },
  });
  child.on('error', () => undefined); // what cannot start exits, and that is told below
  return {
    ask: (id, mountPoint) => {
      const question: Question = { id, mountPoint };
      child.send(question, () => undefined);
    },
    onAnswer: (listener) => {
      child.on('message', (message) => {
        const { id, answer } = message as AnswerMessage; // only spawned by us, of the same file
        listener(id, answer);
      });
    },
    onExit: (listener) => {
      child.once('exit', listener);
      child.once('error', listener);
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** The helper itself: answers what comes, ends with its agent. */
export function runHelper(): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    const { id, mountPoint } = message as Question;
    statfs(mountPoint, (error, found) => {
      const answer: AnswerMessage = { id, answer: error === null ? plain(found) : nameOf(error) };
      process.send?.(answer);
    });
  });
}

function plain({ bsize, blocks, bfree, bavail, files, ffree }: Statfs): Statfs {
  return { bsize, blocks, bfree, bavail, files, ffree };
}

function nameOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'unknown';
}
