import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process for good: a number alone may be given to a stranger after its end. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks after boot, field 22 of /proc/PID/stat. */
  readonly startTicks: number;
}

/** Identity of a living process; undefined when it is gone or only waits to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in brackets may hold spaces and brackets; fields count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : { pid, startTicks: Number(fields[19]) };
}

export function isAlive({ pid, startTicks }: ProcessIdentity): boolean {
  return identify(pid)?.startTicks === startTicks;
}

/** Sends a signal only to the very process that was meant; false when it is gone. */
export function signal(process_: ProcessIdentity, name: NodeJS.Signals): boolean {
  if (!isAlive(process_)) return false;
  try {
    return process.kill(process_.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until it is gone; false when the time is over. */
export async function waitUntilGone(process_: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (isAlive(process_)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Who listens on a TCP port of a loopback or wildcard address, e.g. `prometheus (pid 812)`. */
export function listenerOf(port: number): string | undefined {
  const inodes = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => inodesIn(file, port)),
  );
  if (inodes.size === 0) return undefined;
  for (const pid of readdirOrEmpty('/proc').filter((name) => /^\d+$/.test(name))) {
    const holds = readdirOrEmpty(`/proc/${pid}/fd`).some((fd) =>
      inodes.has(linkOrEmpty(`/proc/${pid}/fd/${fd}`)),
    );
    if (holds) return `${readOrUndefined(`/proc/${pid}/comm`)?.trim()} (pid ${pid})`;
  }
  return 'a process of another user';
}

/** Working folder of a process, '' when it cannot be read. */
export function workingFolder(pid: number): string {
  return linkOrEmpty(`/proc/${pid}/cwd`);
}

function inodesIn(file: string, port: number): string[] {
  const listening = '0A';
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = (readOrUndefined(file) ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, local = '', , state]) => state === listening && local.endsWith(`:${hexPort}`))
    .map((fields) => `socket:[${fields[9]}]`);
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readdirOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOrEmpty(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
