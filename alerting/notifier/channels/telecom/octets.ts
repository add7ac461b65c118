/** Writes the fields of a protocol one after the other. */
export class OctetWriter {
  readonly #parts: Buffer[] = [];

  uint(value: number, bytes: 1 | 4): this {
    const part = Buffer.alloc(bytes);
    if (bytes === 1) part.writeUInt8(value);
    else part.writeUInt32BE(value);
    return this.bytes(part);
  }

  bytes(part: Uint8Array): this {
    this.#parts.push(Buffer.from(part));
    return this;
  }

  /** A text of fixed length, filled with zeros; throws when it is longer. */
  text(value: string, length: number): this {
    const part = Buffer.alloc(length);
    const given = Buffer.from(value, 'latin1');
    if (given.length > length) {
      throw new Error(`expected at most ${length} octets, got ${given.length}: ${value}`);
    }
    given.copy(part);
    return this.bytes(part);
  }

  /** A text that ends with a zero (SMPP). */
  cText(value: string): this {
    return this.bytes(Buffer.from(`${value}\0`, 'latin1'));
  }

  get buffer(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** Reads them; throws when the octets end too early. */
export class OctetReader {
  readonly #octets: Buffer;
  #at = 0;

  constructor(octets: Buffer) {
    this.#octets = octets;
  }

  uint(bytes: 1 | 4): number {
    const part = this.bytes(bytes);
    return bytes === 1 ? part.readUInt8() : part.readUInt32BE();
  }

  bytes(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#octets.length) {
      throw new Error(`expected ${length} octets at ${this.#at}, got ${this.left}`);
    }
    const part = this.#octets.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  text(length: number): string {
    const part = this.bytes(length).toString('latin1');
    const end = part.indexOf('\0');
    return (end < 0 ? part : part.slice(0, end)).trim();
  }

  cText(): string {
    const end = this.#octets.indexOf(0, this.#at);
    if (end < 0) throw new Error(`expected a text that ends, at ${this.#at}`);
    const part = this.#octets.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return part;
  }

  get left(): number {
    return this.#octets.length - this.#at;
  }
}
