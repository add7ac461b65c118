import type { Bytes } from '../agent/host/bytes.ts';
import type { HeldFile, Host, HostPath, Statfs, Uname } from '../agent/host/host.ts';

/** Everything that collectors asked of a host, and what it answered. */
export interface Recording {
  readonly files: Map<string, string>;
  readonly realPaths: Map<string, string>;
  readonly statfs: Map<string, Statfs | string>;
}

/** Passes every question on to the real host and keeps the answers. */
export class RecordingHost implements Host {
  readonly recording: Recording = {
    files: new Map(),
    realPaths: new Map(),
    statfs: new Map(),
  };
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get os() {
    return this.#host.os;
  }

  get clock() {
    return this.#host.clock;
  }

  get pageSize() {
    return this.#host.pageSize;
  }

  open(path: HostPath): HeldFile {
    const held = this.#host.open(path);
    return { read: () => this.#keep(path, held.read()) };
  }

  read(path: HostPath): Bytes {
    return this.#keep(path, this.#host.read(path));
  }

  text(path: HostPath): string | undefined {
    const text = this.#host.text(path);
    if (text !== undefined) this.recording.files.set(path, `${text}\n`);
    return text;
  }

  async textLater(path: HostPath): Promise<string | undefined> {
    const text = await this.#host.textLater(path);
    if (text !== undefined) this.recording.files.set(path, `${text}\n`);
    return text;
  }

  has(path: HostPath): boolean {
    return this.#host.has(path);
  }

  list(path: HostPath): readonly string[] {
    return this.#host.list(path); // what is listed and never read makes no difference
  }

  realPath(path: HostPath): string | undefined {
    const target = this.#host.realPath(path);
    if (target !== undefined) this.recording.realPaths.set(path, target);
    return target;
  }

  statfs(mountPoint: string): Statfs {
    try {
      const { bsize, blocks, bfree, bavail, files, ffree } = this.#host.statfs(mountPoint);
      this.recording.statfs.set(mountPoint, { bsize, blocks, bfree, bavail, files, ffree });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.recording.statfs.set(mountPoint, code);
    }
    return this.#host.statfs(mountPoint);
  }

  statfsElsewhere(mountPoint: string): Statfs | string | undefined {
    return this.#host.statfsElsewhere(mountPoint);
  }

  uname(): Uname {
    return this.#host.uname();
  }

  renew(): void {
    this.#host.renew();
  }

  close(): void {
    this.#host.close();
  }

  #keep(path: string, bytes: Bytes): Bytes {
    this.recording.files.set(path, bytes.toString());
    return bytes;
  }
}
