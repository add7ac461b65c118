import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { outputOf } from './commands.ts';

/** Who runs the programs. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True when the launcher is root and steps down to this account. */
  readonly isOther: boolean;
}

/** Root steps down to a system account of its own, made at need; anybody else runs all as himself. */
export function accountFor(name: string): Account {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { name: username, uid, gid, isOther: false };
  return lookUp(name) ?? create(name);
}

/**
 * Command line that runs a program as `account` and ends it by `deathSignal` as soon as the launcher
 * is gone, even by kill -9. The program keeps the pid: setpriv replaces itself.
 */
export function runAs(
  account: Account,
  deathSignal: NodeJS.Signals,
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  const ids = ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'];
  return [
    'setpriv',
    ...(account.isOther ? ids : []),
    '--no-new-privs',
    ...['--pdeathsig', deathSignal.replace('SIG', ''), '--'],
    ...command,
  ];
}

/** May the account read this file, through all the folders above it? Asked by trying. */
export function canRead(account: Account, file: string): boolean {
  const [program, ...args] = runAs(account, 'SIGTERM', ['test', '-r', file]);
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/' }).status === 0;
}

function lookUp(name: string): Account | undefined {
  const { status, stdout } = spawnSync('getent', ['passwd', name], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [, , uid, gid] = stdout.trim().split(':');
  if (uid === '0') throw new Error(`account ${name} is root: the programs must not run as root`);
  return { name, uid: Number(uid), gid: Number(gid), isOther: true };
}

function create(name: string): Account {
  const home = ['--home-dir', '/nonexistent', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  outputOf(['useradd', '--system', '--user-group', ...home, name]);
  const account = lookUp(name);
  if (account === undefined) throw new Error(`useradd made no account ${name}`);
  return account;
}
