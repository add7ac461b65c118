import { readdirSync, readFileSync } from 'node:fs';

/** CPU of all living threads and of reaped children in ms; threads to the nanosecond, children in steps of 10 ms. */
export function cpuMs(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1');
      nanoseconds += Number(text.split(' ')[0]);
    } catch {
      // The thread ended between the two calls.
    }
  }
  return nanoseconds / 1e6 + childrenCpuMs(pid);
}

/** CPU of children that have ended; 0 says that nothing was started. */
export function childrenCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

export interface Memory {
  readonly rssMb: number;
  /** Private memory: not backed by files. */
  readonly anonymousMb: number;
}

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
  const megabytes = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN) / 1024;
  return { rssMb: megabytes('Rss'), anonymousMb: megabytes('Anonymous') };
}
