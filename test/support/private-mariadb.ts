import { spawn, spawnSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { tempDir } from './temp-dir.ts';

interface Owner {
  after(run: () => void): void;
}

const program = '/usr/sbin/mariadbd';
const startLimitMs = 30_000;

/** Fast, and for tests only. */
const settings = [
  '--no-defaults',
  '--bind-address=127.0.0.1',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-buffer-pool-size=16M',
  '--innodb-log-file-size=8M',
  '--performance-schema=OFF',
  '--skip-name-resolve',
];

/** Debian's MariaDB on loopback, empty but for what the statements make as root. It ends with its owner or with this process. */
export async function privateMariadb(
  owner: Owner,
  { port, statements }: { readonly port: number; readonly statements: readonly string[] },
): Promise<void> {
  const data = tempDir(owner);
  const identity = dropRoot(data);
  const socket = join(data, 'socket');
  createSystemTables(identity, data);
  const child = spawn(
    'setpriv',
    [
      ...[...identity, '--pdeathsig', 'KILL', program, ...settings],
      ...[`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`],
      `--pid-file=${join(data, 'pid')}`,
    ],
    { stdio: 'ignore' },
  );
  owner.after(() => child.kill('SIGKILL'));
  const deadline = performance.now() + startLimitMs;
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`MariaDB ended with ${child.exitCode}`);
    if (performance.now() > deadline) throw new Error('MariaDB does not start');
    await sleep(50);
  }
  const root = await createConnection({ socketPath: socket, user: 'root' });
  for (const statement of statements) await root.query(statement);
  await root.end();
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const say = (isUp: boolean) => (): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', say(true)).once('error', say(false));
  });
}

/** What mariadb-install-db does; that script needs more packages. */
function createSystemTables(identity: readonly string[], data: string): void {
  const files = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql'].map((name) =>
    readFileSync(join('/usr/share/mysql', name), 'utf8'),
  );
  const input = [
    'CREATE DATABASE mysql;',
    'USE mysql;',
    "SET @current_hostname = 'localhost', @skip_auth_anonymous = 1, @auth_root_socket = NULL;",
    ...files,
  ].join('\n');
  const command = [...identity, program, ...settings, `--datadir=${data}`, '--bootstrap'];
  const { status, stderr } = spawnSync('setpriv', command, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`MariaDB makes no system tables:\n${stderr.slice(-2000)}`);
}

/** The server refuses root. */
function dropRoot(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  chownSync(folder, uid, gid);
  return ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
}
