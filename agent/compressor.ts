import { constants, createGzip, type Gzip, type ZlibReset } from 'node:zlib';

/**
 * Level 1 shrinks a page 5.3 times, level 6 6.1 times at four times the CPU. A window of 8 KiB
 * holds the families that resemble each other, and at memory level 8 a page is one block: fewer trees, 10 % less CPU.
 */
const options = { level: 1, windowBits: 13, memLevel: 8 } as const;

/** What every zlib stream of Node holds inside and its own gzipSync uses. */
interface SyncHandle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
}

interface Engine {
  readonly handle: SyncHandle;
  /** Bytes left in the output and in the input after a write. */
  readonly state: Uint32Array;
}

/**
 * One gzip state for the life of the agent: a fresh one per scrape is freed late and makes memory
 * climb. Node offers one state only on its thread pool, where the way there and back costs as much
 * as the work (0.65 ms of CPU against 0.28 for a page of 340 series); so it is used directly where
 * the runtime has it, and through the stream where not.
 */
export class Compressor {
  readonly #stream = createGzip(options) as Gzip & ZlibReset;
  readonly #engine: Engine | undefined;
  #room: Buffer = Buffer.allocUnsafeSlow(32 * 1024);
  #parts: Buffer[] = [];
  #fail: (error: Error) => void = () => {};

  constructor({ direct = true }: { readonly direct?: boolean } = {}) {
    this.#engine = direct ? engineOf(this.#stream) : undefined;
    this.#stream.on('data', (part: Buffer) => this.#parts.push(part));
    this.#stream.on('error', (error) => this.#fail(error));
  }

  /** One page at a time; the input may change once the promise is settled. */
  compress(page: Buffer): Promise<Buffer> {
    return this.#engine === undefined
      ? this.#throughStream(page)
      : Promise.resolve(this.#directly(page, this.#engine));
  }

  close(): void {
    this.#stream.destroy();
  }

  #directly(page: Buffer, { handle, state }: Engine): Buffer {
    const bound = page.length + (page.length >> 8) + 64; // deflate never makes more of it
    if (this.#room.length < bound) this.#room = Buffer.allocUnsafeSlow(bound * 2);
    handle.writeSync(constants.Z_FINISH, page, 0, page.length, this.#room, 0, this.#room.length);
    const [left = 0, unread = 0] = state;
    this.#stream.reset();
    if (unread > 0) throw new Error(`gzip: ${unread} of ${page.length} bytes were not taken`);
    return Buffer.from(this.#room.subarray(0, this.#room.length - left));
  }

  #throughStream(page: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#parts = [];
      this.#stream.write(page);
      this.#stream.flush(constants.Z_FINISH, () => {
        this.#stream.reset();
        resolve(Buffer.concat(this.#parts));
      });
    });
  }
}

function engineOf(stream: object): Engine | undefined {
  const { _handle: handle, _writeState: state } = stream as Record<string, unknown>;
  const isKnown =
    typeof handle === 'object' &&
    handle !== null &&
    'writeSync' in handle &&
    typeof handle.writeSync === 'function' &&
    state instanceof Uint32Array;
  return isKnown ? { handle: handle as SyncHandle, state } : undefined;
}
