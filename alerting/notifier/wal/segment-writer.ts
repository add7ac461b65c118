import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeFrameHead, encodeHeader, frameHeadBytes, type SegmentHeader } from './frame.ts';

/** Appends to one new segment file; after a failure it is good for nothing but `close`. */
export class SegmentWriter {
  readonly path: string;
  readonly #file: FileHandle;
  #size: number;

  private constructor(path: string, file: FileHandle, size: number) {
    this.path = path;
    this.#file = file;
    this.#size = size;
  }

  /** Creates the file and makes its name durable; an existing file is never opened for writing. */
  static async create(path: string, header: SegmentHeader): Promise<SegmentWriter> {
    const file = await open(path, 'wx', 0o640);
    try {
      const bytes = encodeHeader(header);
      await writeAll(file, [bytes], 0);
      await file.sync();
      await syncFolder(dirname(path));
      return new SegmentWriter(path, file, bytes.length);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Writes records numbered from `firstSeq` and returns when they are on the disk, all of them or it throws. */
  async append(firstSeq: number, payloads: readonly Uint8Array[]): Promise<void> {
    const chunks = payloads.flatMap((payload, at) => [
      encodeFrameHead(firstSeq + at, payload),
      payload,
    ]);
    try {
      await writeAll(this.#file, chunks, this.#size);
      await this.#file.datasync();
    } catch (error) {
      // What was written half is taken back; where even that fails, the next start cuts it.
      await this.#file.truncate(this.#size).catch(() => {});
      throw error;
    }
    this.#size += chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

export function sizeOnDisk(payload: Uint8Array): number {
  return frameHeadBytes + payload.length;
}

async function writeAll(
  file: FileHandle,
  chunks: readonly Uint8Array[],
  position: number,
): Promise<void> {
  const bytes = Buffer.concat(chunks);
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
