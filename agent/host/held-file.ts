import { closeSync, openSync, readSync } from 'node:fs';
import type { Bytes } from './bytes.ts';
import type { HeldFile } from './host.ts';
import { NoDataError } from './no-data-error.ts';

/** Larger than any file of /proc that is read whole. */
const maxBytes = 16 * 1024 * 1024;

/**
 * A read that returns less than this is the whole file, and asking for the end would cost as much
 * again: the kernel stops early only before a record that does not fit into its page of 4096 bytes,
 * and no record of these files is longer than half of it. Mounts are the exception.
 */
const wholeBelow = 2048;

/** A device that was pulled, or a descriptor that outlived its kernel object. */
const goneCodes: readonly string[] = ['ENODEV', 'ESTALE', 'ENXIO', 'EBADF', 'ESRCH'];

/** Reads files into the one shared buffer and remembers which file stands there. */
export class FileReader {
  readonly bytes: Bytes;
  #here: string | undefined;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  /** Forgets what stands in the buffer, so that the next read asks the kernel. */
  renew(): void {
    this.#here = undefined;
  }

  /** Two collectors that follow each other on one file share its read. */
  holds(path: string): boolean {
    return this.#here === path;
  }

  again(): Bytes {
    this.bytes.at = 0;
    return this.bytes;
  }

  /** Fills the buffer from an open descriptor, from position 0 to the end. */
  fill(descriptor: number, path: string): Bytes {
    const { bytes } = this;
    this.#here = undefined;
    let length = 0;
    for (;;) {
      const count = readSync(
        descriptor,
        bytes.data,
        length,
        bytes.data.length - length - 1,
        length,
      );
      if (count === 0) break;
      length += count;
      if (length < wholeBelow && !path.endsWith('/mountinfo')) break;
      if (length + 4096 > bytes.data.length) this.#grow(length, path);
    }
    bytes.data[length] = 0;
    bytes.length = length;
    bytes.at = 0;
    bytes.path = path;
    this.#here = path;
    return bytes;
  }

  /** Opens, reads, closes. */
  once(file: string, path: string): Bytes {
    const descriptor = openOrNoData(file, path);
    try {
      return this.fill(descriptor, path);
    } finally {
      closeSync(descriptor);
    }
  }

  #grow(length: number, path: string): void {
    const { bytes } = this;
    const size = bytes.data.length * 2;
    if (size > maxBytes) throw new Error(`${path}: expected at most ${maxBytes} bytes`);
    const larger = Buffer.alloc(size);
    bytes.data.copy(larger, 0, 0, length);
    bytes.data = larger;
  }
}

/** A file whose descriptor stays open: half the cost of opening it at each read. */
export class LinuxHeldFile implements HeldFile {
  readonly #reader: FileReader;
  readonly #file: string;
  readonly #path: string;
  #descriptor = -1;

  constructor(reader: FileReader, { file, path }: { file: string; path: string }) {
    this.#reader = reader;
    this.#file = file;
    this.#path = path;
  }

  read(): Bytes {
    if (this.#reader.holds(this.#path)) return this.#reader.again();
    if (this.#descriptor < 0) return this.#openAndRead();
    try {
      return this.#reader.fill(this.#descriptor, this.#path);
    } catch (error) {
      if (!goneCodes.includes(codeOf(error))) throw unreadable(this.#path, error);
      this.close();
      return this.#openAndRead();
    }
  }

  close(): void {
    if (this.#descriptor >= 0) closeSync(this.#descriptor);
    this.#descriptor = -1;
  }

  #openAndRead(): Bytes {
    this.#descriptor = openOrNoData(this.#file, this.#path);
    try {
      return this.#reader.fill(this.#descriptor, this.#path);
    } catch (error) {
      this.close();
      throw unreadable(this.#path, error);
    }
  }
}

function openOrNoData(file: string, path: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO'].includes(codeOf(error))) {
      throw new NoDataError(path, { cause: error });
    }
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): Error {
  // A kernel with the file but without the feature answers EOPNOTSUPP, such as pressure with psi=0.
  if (codeOf(cause) === 'EOPNOTSUPP' || codeOf(cause) === 'ENOTSUP') {
    return new NoDataError(path, { cause });
  }
  return new Error(`${path}: cannot be read`, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
