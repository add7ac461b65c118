import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tailOf } from './tail.ts';

/** Full path of the first of `names` on PATH or in the folders of system programs. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable);
}

/** The same; throws when there is none. */
export function requireProgram(...names: readonly [string, ...string[]]): string {
  const path = findProgram(...names);
  if (path === undefined) throw new Error(`${names.join(' or ')} is not installed`);
  return path;
}

/** Folders with PostgreSQL's own programs, newest major first: Debian keeps them off PATH. */
export function postgresFolders(): readonly { readonly major: number; readonly folder: string }[] {
  const debian = '/usr/lib/postgresql';
  const majors = readdirOrEmpty(debian).map(Number).filter(Number.isInteger);
  const folders = majors.map((major) => ({ major, folder: join(debian, String(major), 'bin') }));
  return folders
    .filter(({ folder }) => isExecutable(join(folder, 'initdb')))
    .sort((one, other) => other.major - one.major);
}

interface LoggedRun {
  readonly logFile: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Runs a command with its output in a file; a failure carries the last lines of it. */
export async function runLogged(
  [program, ...args]: readonly [string, ...string[]],
  { logFile, ...options }: LoggedRun,
): Promise<void> {
  const log = openSync(logFile, 'w');
  try {
    const spawnOptions: SpawnOptions = { ...options, stdio: ['ignore', log, log] };
    const end = await ended(program, args, spawnOptions);
    if (end !== 'code 0') {
      const tail = tailOf(logFile, 15).map((line) => `    ${line}`);
      const text = `${[program, ...args].join(' ')}: ended with ${end}; its last lines (${logFile}):`;
      throw new Error([text, ...tail].join('\n'));
    }
  } finally {
    closeSync(log);
  }
}

/** Output of a short command; throws what it said when it fails. */
export function outputOf([program, ...args]: readonly [string, ...string[]]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${program}: cannot be started`, { cause: error });
  if (status !== 0) {
    throw new Error(`${[program, ...args].join(' ')}: ended with code ${status}: ${stderr.trim()}`);
  }
  return stdout;
}

function ended(program: string, args: readonly string[], options: SpawnOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    child.once('error', (cause) => reject(new Error(`${program}: cannot be run`, { cause })));
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : signal));
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readdirOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
