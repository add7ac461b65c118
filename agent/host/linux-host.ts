import { existsSync, readdirSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as os from 'node:os';
import type { Clock } from '../../lib/clock.ts';
import { Bytes } from './bytes.ts';
import { FileReader, LinuxHeldFile } from './held-file.ts';
import type { HeldFile, Host, HostPath, Statfs, Uname } from './host.ts';
import type { SlowStatfs } from './slow-statfs.ts';

interface LinuxHostOptions {
  readonly clock: Clock;
  /** Where the machine's own root is seen, `/host` inside a container; '' for the root itself. */
  readonly root?: string;
  /** Of the machine; asked of the kernel when left out. */
  readonly pageSize?: number;
  /** Without one, mounts that may hang are not looked at. */
  readonly slowStatfs?: SlowStatfs | undefined;
}

/** The machine the agent runs on. */
export class LinuxHost implements Host {
  readonly os = 'linux';
  readonly clock: Clock;
  readonly pageSize: number;
  readonly #root: string;
  readonly #slowStatfs: SlowStatfs | undefined;
  readonly #reader = new FileReader(new Bytes());
  readonly #held = new Map<string, LinuxHeldFile>();

  constructor({ clock, root = '', pageSize, slowStatfs }: LinuxHostOptions) {
    this.clock = clock;
    this.#slowStatfs = slowStatfs;
    this.#root = root;
    this.pageSize = pageSize ?? kernelPageSize();
  }

  /** One held file per path, whoever asks. */
  open(path: HostPath): HeldFile {
    const known = this.#held.get(path);
    if (known !== undefined) return known;
    const held = new LinuxHeldFile(this.#reader, { file: this.fileOf(path), path });
    this.#held.set(path, held);
    return held;
  }

  read(path: HostPath): Bytes {
    return this.#reader.once(this.fileOf(path), path);
  }

  /** Attributes of /sys answer EINVAL, EIO or ENODEV when the device has no such value. */
  text(path: HostPath): string | undefined {
    try {
      return this.read(path).toString().trim();
    } catch {
      return undefined;
    }
  }

  async textLater(path: HostPath): Promise<string | undefined> {
    try {
      return (await readFile(this.fileOf(path), 'utf8')).trim();
    } catch {
      return undefined;
    }
  }

  has(path: HostPath): boolean {
    return existsSync(this.fileOf(path));
  }

  list(path: HostPath): readonly string[] {
    try {
      return readdirSync(this.fileOf(path)).sort();
    } catch {
      return [];
    }
  }

  realPath(path: HostPath): string | undefined {
    try {
      return realpathSync(this.fileOf(path)).slice(this.#root.length);
    } catch {
      return undefined;
    }
  }

  statfs(mountPoint: string): Statfs {
    return statfsSync(`${this.#root}${mountPoint}`);
  }

  statfsElsewhere(mountPoint: string): Statfs | string | undefined {
    return this.#slowStatfs?.statfs(`${this.#root}${mountPoint}`);
  }

  uname(): Uname {
    return {
      sysname: os.type(),
      release: os.release(),
      version: os.version(),
      machine: os.machine(),
      nodename: os.hostname(),
    };
  }

  renew(): void {
    this.#reader.renew();
  }

  close(): void {
    for (const held of this.#held.values()) held.close();
  }

  protected fileOf(path: string): string {
    return `${this.#root}${path}`;
  }
}

/** From the auxiliary vector that the kernel gives each process; Node has no call for it. */
function kernelPageSize(): number {
  const vector = readFileSync('/proc/self/auxv');
  const pageSizeTag = 6n;
  for (let at = 0; at + 16 <= vector.length; at += 16) {
    if (vector.readBigUInt64LE(at) === pageSizeTag) return Number(vector.readBigUInt64LE(at + 8));
  }
  throw new Error('/proc/self/auxv: expected an entry AT_PAGESZ');
}
