import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { HostPath, Statfs, Uname } from './host.ts';
import { LinuxHost } from './linux-host.ts';

/** What of a machine does not stand in files: testcases/<machine>/machine.json. */
export const RecordedMachine = z.strictObject({
  /** Where the recording comes from; hand-made ones say so. */
  origin: z.string(),
  /** Wall time of the recording in milliseconds since 1970. */
  now: z.number(),
  pageSize: z.number(),
  uname: z.strictObject({
    sysname: z.string(),
    release: z.string(),
    version: z.string(),
    machine: z.string(),
    nodename: z.string(),
  }),
  /** Answers of statfs(2) by mount point; a string is the error it gave. */
  statfs: z.record(
    z.string(),
    z.union([
      z.string(),
      z.strictObject({
        bsize: z.number(),
        blocks: z.number(),
        bfree: z.number(),
        bavail: z.number(),
        files: z.number(),
        ffree: z.number(),
      }),
    ]),
  ),
  /** Where paths lead when symbolic links are followed. */
  realPaths: z.record(z.string(), z.string()),
});
export type RecordedMachine = z.infer<typeof RecordedMachine>;

/** Replays a machine recorded under testcases/<machine>: the real reader on recorded files. */
export class RecordedHost extends LinuxHost {
  readonly #machine: RecordedMachine;

  private constructor(folder: string, machine: RecordedMachine) {
    super({ root: folder, clock: standingClock(machine.now), pageSize: machine.pageSize });
    this.#machine = machine;
  }

  static open(folder: string): RecordedHost {
    const text = readFileSync(join(folder, 'machine.json'), 'utf8');
    return new RecordedHost(folder, RecordedMachine.parse(JSON.parse(text)));
  }

  override statfs(mountPoint: string): Statfs {
    const answer = this.#machine.statfs[mountPoint];
    if (answer === undefined) throw new Error(`statfs ${mountPoint}: was not recorded`);
    if (typeof answer === 'string') {
      throw Object.assign(new Error(`statfs ${mountPoint}: ${answer}`), { code: answer });
    }
    return answer;
  }

  override uname(): Uname {
    return this.#machine.uname;
  }

  override list(path: HostPath): readonly string[] {
    return super.list(path).map((name) => name.replaceAll('%3A', ':'));
  }

  override realPath(path: HostPath): string | undefined {
    return this.#machine.realPaths[path];
  }

  protected override fileOf(path: string): string {
    return super.fileOf(recordedName(path));
  }
}

/** Colons of /sys and /run cannot stand in file names everywhere. */
export function recordedName(path: string): string {
  return path.replaceAll(':', '%3A');
}

/** A recording is one moment. */
function standingClock(now: number): Clock {
  return { now: () => now, monotonic: () => 0 };
}
