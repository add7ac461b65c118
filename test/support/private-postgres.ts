import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { migrate } from '../../lib/database.ts';

/** A PostgreSQL of this test process alone: real engine, Unix socket only, gone with the process. */
export interface PrivatePostgres {
  /** Folder of the socket, for `?host=`. */
  readonly socketFolder: string;
  /** URL of one of its databases for the superuser, or for another role that a test has created. */
  url(database: string, user?: string): string;
  /** Stops the server as a crash would (SIGQUIT); databases and URLs stay valid for `start`. */
  stop(): Promise<void>;
  /** Starts it again after `stop`. */
  start(): Promise<void>;
}

/** A test, or `suiteOwner()` for a database that a whole `describe` shares. */
interface Owner {
  after(run: () => void): void;
}

const bin = '/usr/lib/postgresql/15/bin';
const superuser = 'postgres';
const prefix = 'yibao-pg-';
const startLimitMs = 20_000;

/** Fast, and for tests only. */
const fastSettings = [
  'fsync=off', // yet a killed server loses nothing, only a power cut would
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'jit=off',
  'shared_buffers=32MB',
  'timezone=UTC',
  'listen_addresses=',
];

let shared: Promise<PrivatePostgres> | undefined;
let serial = 0;
const templates = new Map<string, Promise<string>>();
const released: string[] = [];

/** The instance that all tests of this process share; the first caller pays about a second. */
export function privatePostgres(): Promise<PrivatePostgres> {
  shared ??= openInstance();
  return shared;
}

/** A second instance for tests that stop and start it; do not forget that it costs a second. */
export async function ownPostgres(owner: Owner): Promise<PrivatePostgres> {
  const instance = await openInstance();
  owner.after(() => instance.discard());
  return instance;
}

/** URL of a new database with all migrations of `migrationsFolder`; it is dropped some time after its owner. */
export async function freshDatabase(owner: Owner, migrationsFolder: string): Promise<string> {
  const instance = await privatePostgres();
  await dropReleased(instance);
  const template = await templateOf(instance, migrationsFolder);
  const name = `test_${++serial}`;
  await administer(instance, [`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`]);
  owner.after(() => {
    released.push(name);
  });
  return instance.url(name);
}

/** Runs statements as superuser, for roles, rights and the like. */
export async function administer(
  instance: PrivatePostgres,
  statements: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: instance.url('postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function templateOf(instance: PrivatePostgres, folder: string): Promise<string> {
  const known = templates.get(folder) ?? createTemplate(instance, folder);
  templates.set(folder, known);
  return known;
}

async function createTemplate(instance: PrivatePostgres, folder: string): Promise<string> {
  const name = `template_${++serial}`;
  await administer(instance, [`CREATE DATABASE ${name}`]);
  await migrate(instance.url(name), folder);
  return name;
}

/** Not in the hook itself: hooks run in order of registration, so the test's own pool is still open there. */
async function dropReleased(instance: PrivatePostgres): Promise<void> {
  const names = released.splice(0);
  await administer(
    instance,
    names.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}

async function openInstance(): Promise<PrivatePostgres & { discard(): void }> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const identity = dropRoot(folder);
  const data = join(folder, 'data');
  await promisify(execFile)('setpriv', [
    ...identity,
    ...[`${bin}/initdb`, '--no-sync', '--data-checksums', '--auth=trust', '-D', data],
    ...[`--username=${superuser}`, '--encoding=UTF8', '--locale=C.UTF-8'],
  ]);
  let child: ChildProcess | undefined;
  const url = (database: string, user = superuser) =>
    `postgresql:///${database}?host=${encodeURIComponent(folder)}&user=${user}`;
  const start = async () => {
    child = spawnPostgres(identity, folder);
    await untilReady(url('postgres'), child).catch((cause) => {
      const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
      throw new Error(`PostgreSQL does not start:\n${log}`, { cause });
    });
  };
  const discard = () => {
    process.off('exit', discard);
    const stopArguments = [`${bin}/pg_ctl`, 'stop', '-D', data, '-m', 'immediate'];
    if (isRunning(child)) spawnSync('setpriv', [...identity, ...stopArguments]);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', discard);
  await start();
  return { socketFolder: folder, url, start, stop: () => crash(child), discard };
}

/** Should the test runner be killed, the kernel ends the server (SIGQUIT): no stray process ever. */
function spawnPostgres(identity: readonly string[], folder: string): ChildProcess {
  const settings = [...fastSettings, `unix_socket_directories=${folder}`];
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(
    'setpriv',
    [
      ...[...identity, '--pdeathsig', 'QUIT', `${bin}/postgres`, '-D', join(folder, 'data')],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.unref();
  return child;
}

async function crash(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || !isRunning(child)) return;
  child.ref();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGQUIT');
  await gone;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (cause) {
      if (!isRunning(child)) throw new Error('it ended', { cause });
      if (performance.now() > deadline) throw new Error('it takes too long', { cause });
      await sleep(20);
    } finally {
      await client.end();
    }
  }
}

function isRunning(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

/** initdb refuses root: then the folder and both programs belong to the system user postgres. */
function dropRoot(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  chownSync(folder, uid, gid);
  return ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
}

/** Folders of runs that were killed before they could clean up. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix)
      ? Number.parseInt(name.slice(prefix.length), 10)
      : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
