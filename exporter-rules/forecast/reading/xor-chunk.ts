/**
 * Prometheus' XOR chunk (tsdb/docs/format/chunks.md): a 16-bit count, the first time and value whole, then delta of
 * delta of the times and XOR of the values, bit by bit (Pelkonen and others 2015). Shifts of JavaScript are signed
 * and 32 bits wide, so a 64-bit word is kept in two halves and long numbers are multiplied, never shifted.
 */
export class XorChunkReader {
  readonly #float = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#float.buffer); // little-endian machines: low, high
  #source: Uint8Array = new Uint8Array();
  #next = 0;
  #pool = 0;
  #left = 0;

  /** Decodes the chunk at `offset`; writes from index `to`, times in ms; gives the number of samples. */
  decode(chunk: { source: Uint8Array; offset: number }, out: Samples, to: number): number {
    this.#source = chunk.source;
    this.#next = chunk.offset;
    this.#pool = 0;
    this.#left = 0;
    const count = this.#bits(16);
    if (to + count > out.times.length) throw new Error(`chunk: ${count} samples have no room`);
    let time = this.#signedVarint();
    const value = { high: this.#word(32), low: this.#word(32), leading: 0, trailing: 0 };
    let delta = 0;
    for (let index = 0; index < count; index += 1) {
      if (index > 0) {
        delta = index === 1 ? this.#varint() : delta + this.#deltaOfDelta();
        time += delta;
        this.#nextValue(value);
      }
      this.#halves[0] = value.low;
      this.#halves[1] = value.high;
      out.times[to + index] = time;
      out.values[to + index] = this.#float[0] ?? Number.NaN;
    }
    return count;
  }

  #nextValue(value: Word): void {
    if (this.#bits(1) === 0) return; // the same again
    if (this.#bits(1) === 1) {
      value.leading = this.#bits(5);
      value.trailing = 64 - value.leading - (this.#bits(6) || 64);
    }
    const significant = 64 - value.leading - value.trailing;
    const top = significant > 32 ? this.#word(significant - 32) : 0;
    const bottom = this.#word(Math.min(significant, 32));
    const { trailing } = value;
    if (trailing >= 32) {
      value.high = (value.high ^ (bottom << (trailing - 32))) >>> 0;
    } else if (trailing > 0) {
      value.high = (value.high ^ ((top << trailing) | (bottom >>> (32 - trailing)))) >>> 0;
      value.low = (value.low ^ (bottom << trailing)) >>> 0;
    } else {
      value.high = (value.high ^ top) >>> 0;
      value.low = (value.low ^ bottom) >>> 0;
    }
  }

  /** At most 24 bits. */
  #bits(count: number): number {
    while (this.#left < count) {
      const byte = this.#source[this.#next];
      if (byte === undefined) throw new Error('chunk: it ends inside a sample');
      this.#next += 1;
      this.#pool = ((this.#pool << 8) | byte) & 0x7fff_ffff;
      this.#left += 8;
    }
    this.#left -= count;
    const value = (this.#pool >>> this.#left) & ((1 << count) - 1);
    this.#pool &= (1 << this.#left) - 1;
    return value;
  }

  /** At most 32 bits, unsigned. */
  #word(count: number): number {
    if (count <= 16) return this.#bits(count);
    return (this.#bits(count - 16) * 65_536 + this.#bits(16)) >>> 0;
  }

  #varint(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.#bits(8);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  #signedVarint(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** One of five sizes, told by a prefix of ones. */
  #deltaOfDelta(): number {
    if (this.#bits(1) === 0) return 0;
    for (const size of [14, 17, 20]) {
      if (this.#bits(1) === 0) return signed(this.#bits(size), size);
    }
    const high = this.#word(32) | 0;
    return high * 4_294_967_296 + this.#word(32);
  }
}

/** Times in ms since 1970 with their values. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

interface Word {
  high: number;
  low: number;
  leading: number;
  trailing: number;
}

function signed(value: number, size: number): number {
  return value > 1 << (size - 1) ? value - (1 << size) : value;
}
