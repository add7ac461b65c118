import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessFacts {
  /** Number and start time: a number used again is another process. */
  readonly identity: string;
  readonly residentBytes: number | undefined;
  readonly threads: number | undefined;
  /** Undefined where this user may not look. */
  readonly handles: number | undefined;
}

/** Of a process of Linux; undefined when it does not run (a zombie does not). Elsewhere only whether it runs. */
export function processFacts(pid: number): ProcessFacts | undefined {
  if (pid <= 0) return undefined;
  if (process.platform !== 'linux') return isAlive(pid) ? unknown(pid) : undefined;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    const kibibytes = numberIn(status, /^VmRSS:\s+(\d+) kB/m);
    return {
      identity: `${pid}:${startTime}`,
      residentBytes: kibibytes === undefined ? undefined : kibibytes * 1024,
      threads: numberIn(status, /^Threads:\s+(\d+)/m),
      handles: handlesOf(pid),
    };
  } catch {
    return undefined; // ended
  }
}

function handlesOf(pid: number): number | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return undefined;
  }
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unknown(pid: number): ProcessFacts {
  return {
    identity: String(pid),
    residentBytes: undefined,
    threads: undefined,
    handles: undefined,
  };
}
