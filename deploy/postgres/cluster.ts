import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';
import { type Account, runAs } from '../system/account.ts';
import { postgresFolders, runLogged } from '../system/commands.ts';
import { identify, signal, waitUntilGone, workingFolder } from '../system/processes.ts';

/** A private PostgreSQL: programs, data folder and socket folder (ADR 0004). */
export interface Cluster {
  readonly major: number;
  /** Folder of initdb, postgres, psql. */
  readonly bin: string;
  readonly data: string;
  readonly socketFolder: string;
}

/** The oldest version whose features we use. */
export const oldestMajor = 15;
/** `.s.PGSQL.5432` in a socket folder must fit into sockaddr_un, which holds 107 bytes. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length;

/** Roles of our programs; each owns the database of its name. */
export const databaseRoles = ['center', 'notifier'] as const;
export const superuser = 'postgres';

/** Chooses the version whose data is already there, else the newest installed one. */
export function locateCluster(folder: string, account: Account): Cluster {
  const installed = postgresFolders().filter(({ major }) => major >= oldestMajor);
  const present = majorsIn(folder);
  const match = installed.find(({ major }) => present.includes(major));
  const [newest] = installed;
  if (newest === undefined) {
    throw new Error(`PostgreSQL ${oldestMajor} or later is not installed (Debian: postgresql)`);
  }
  if (match === undefined && present.length > 0) {
    throw new Error(
      `${folder} was written by PostgreSQL ${present.join(', ')}, but ${newest.major} is installed: install postgresql-${present[0]}, or move the folder away to begin anew`,
    );
  }
  const { major, folder: bin } = match ?? newest;
  const data = join(folder, String(major));
  return { major, bin, data, socketFolder: socketFolderFor(join(folder, 'socket'), account) };
}

/** A path that is too long for a socket is replaced by a short one in the system's folder for such things. */
export function socketFolderFor(wished: string, account: Account): string {
  if (Buffer.byteLength(wished) <= longestSocketFolder) return wished;
  const short = createHash('sha256').update(wished).digest('hex').slice(0, 10);
  return account.isOther ? `/run/yibao-${short}` : `/tmp/yibao-${account.uid}-${short}`;
}

/** Makes the data folder at the first time, and writes who may log in. */
export async function prepareCluster(cluster: Cluster, account: Account, logFile: string) {
  await stopLeftover(cluster);
  makeOwnFolder(cluster.socketFolder, account);
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) await create(cluster, account, logFile);
  writeAccess(cluster, account);
}

/** A half-made folder of an interrupted run never looks like a database: only the rename makes it one. */
async function create({ bin, data }: Cluster, account: Account, logFile: string): Promise<void> {
  const temporary = `${data}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  makeOwnFolder(temporary, account);
  const options = ['--data-checksums', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=reject'];
  const initdb = [`${bin}/initdb`, '-D', temporary, `--username=${superuser}`, ...options] as const;
  await runLogged(runAs(account, 'SIGTERM', [...initdb]), {
    logFile,
    cwd: temporary,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
  });
  renameSync(temporary, data);
}

/** Peer authentication: the kernel vouches for the account, a map says which roles it may take. */
function writeAccess({ data }: Cluster, account: Account): void {
  const people = account.isOther ? [account.name, 'root'] : [account.name];
  const roles = [superuser, ...databaseRoles];
  const map = people.flatMap((person) => roles.map((role) => `yibao "${person}" ${role}`));
  const mark = '# Written by yibao at each start.\n';
  write(join(data, 'pg_hba.conf'), `${mark}local all all peer map=yibao\n`);
  write(join(data, 'pg_ident.conf'), `${mark}${map.join('\n')}\n`);

  function write(file: string, text: string): void {
    writeAtomic(file, text, 0o600);
    chownSync(file, account.uid, account.gid);
  }
}

/** A postmaster of ours that has outlived its launcher is stopped in order; a stranger is left alone. */
async function stopLeftover({ data }: Cluster): Promise<void> {
  const pid = postmasterPid(data);
  const postmaster = pid === undefined ? undefined : identify(pid);
  if (postmaster === undefined || workingFolder(postmaster.pid) !== data) return;
  for (const name of ['SIGINT', 'SIGQUIT'] as const) {
    signal(postmaster, name);
    if (await waitUntilGone(postmaster, 15_000)) return;
  }
  throw new Error(`a PostgreSQL left over in ${data} (pid ${pid}) does not stop`);
}

function postmasterPid(data: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function majorsIn(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** A folder that nobody else can enter; one that another user has put there first is refused. */
function makeOwnFolder(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOurs = found.isDirectory() && [account.uid, process.getuid?.()].includes(found.uid);
  if (!isOurs) throw new Error(`${folder}: expected a folder of ours, it belongs to ${found.uid}`);
  chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}
