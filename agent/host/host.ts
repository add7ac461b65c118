import type { Clock } from '../../lib/clock.ts';
import type { Bytes } from './bytes.ts';
import type { WindowsSources } from './win32/win32.ts';

/** Where collectors may read. The network never chooses a path; only collectors do. */
export type HostPath = `/${'proc' | 'sys' | 'etc' | 'usr/lib' | 'run'}/${string}`;

/** The machine as collectors see it. Only the files beside this one touch disks, processes or libraries. */
export interface Host {
  readonly os: 'linux' | 'windows';
  readonly clock: Clock;
  /** Bytes of a memory page: 4096, but 65536 on many ARM64 kernels. */
  readonly pageSize: number;

  /** Keeps the file open for the life of the agent; for what is read at every scrape. */
  open(path: HostPath): HeldFile;
  /** Opens, reads and closes; for what is read rarely. Throws NoDataError when there is no such file. */
  read(path: HostPath): Bytes;
  /** The same, trimmed, for one small value; undefined when the kernel has no answer. */
  text(path: HostPath): string | undefined;
  /** The same read by a thread of the pool: for values that a bus or the firmware may take its time to give. */
  textLater(path: HostPath): Promise<string | undefined>;
  /** Whether there is such a file. */
  has(path: HostPath): boolean;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(path: HostPath): readonly string[];
  /** Where a path leads when all symbolic links are followed; undefined when there is no such file. */
  realPath(path: HostPath): string | undefined;

  /** Local file systems only: a network mount that hangs would stop the agent. */
  statfs(mountPoint: string): Statfs;
  /** For mounts that may hang: the last answer, what is wrong, or undefined before the first. Never waits. */
  statfsElsewhere(mountPoint: string): Statfs | string | undefined;
  uname(): Uname;
  /** What only Windows answers. */
  readonly windows?: WindowsSources;
  /** A new collection begins: what was read before is old. */
  renew(): void;
  /** Closes every held file. */
  close(): void;
}

/** One descriptor, read from its start each time. */
export interface HeldFile {
  /**
   * The text as it is now, valid until the next read of any file.
   * Throws NoDataError when there is no such file, else what went wrong.
   */
  read(): Bytes;
}

/** As statfs(2); sizes in blocks of `bsize` bytes. */
export interface Statfs {
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

/** As uname(2). */
export interface Uname {
  readonly sysname: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
  readonly nodename: string;
}
