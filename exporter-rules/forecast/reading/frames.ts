import { crc32c } from './crc32c.ts';
import { type Samples, XorChunkReader } from './xor-chunk.ts';

/** Labels of a series without its name. */
export type Labels = Readonly<Record<string, string>>;

/** Called for each part of a series, parts of one series in order; the arrays are used again afterwards. */
export type OnSamples = (labels: Labels, samples: Samples, count: number) => void;

/** No frame of Prometheus is larger than a few megabytes; more is not read into memory. */
const mostFrameBytes = 64 * 1024 * 1024;
const mostSamples = 65_536;
const xor = 1;

/** Reads a streamed remote-read answer: frames of length, CRC-32C and ChunkedReadResponse, one in memory at a time. */
export class FrameReader {
  readonly #onSamples: OnSamples;
  readonly #chunks = new XorChunkReader();
  readonly #samples: Samples = {
    times: new Float64Array(mostSamples),
    values: new Float64Array(mostSamples),
  };
  #parts: Buffer[] = [];
  #pending = 0;
  #needed = 0;

  constructor(onSamples: OnSamples) {
    this.#onSamples = onSamples;
  }

  /** Takes the next bytes in; throws when they are no answer of Prometheus. */
  push(part: Buffer): void {
    this.#parts.push(part);
    this.#pending += part.length;
    if (this.#pending < this.#needed) return;
    let data = this.#parts.length === 1 ? part : Buffer.concat(this.#parts);
    for (;;) {
      const frame = frameOf(data);
      if (frame === undefined || data.length < frame.end) {
        this.#needed = frame?.end ?? 0;
        break;
      }
      if (data.readUInt32BE(frame.start - 4) !== crc32c(data, frame.start, frame.end)) {
        throw new Error('remote read: a frame does not have its checksum');
      }
      this.#response(new Fields(data, frame.start, frame.end));
      data = data.subarray(frame.end);
    }
    this.#parts = data.length === 0 ? [] : [data];
    this.#pending = data.length;
  }

  /** The answer is over; throws when it ended inside a frame. */
  end(): void {
    if (this.#pending > 0) throw new Error('remote read: the answer ends inside a frame');
  }

  #response(fields: Fields): void {
    while (fields.next()) if (fields.field === 1) this.#series(fields.inner());
  }

  #series(fields: Fields): void {
    const labels: Record<string, string> = {};
    let count = 0;
    while (fields.next()) {
      if (fields.field === 1) {
        const [name, value] = pair(fields.inner());
        if (name !== '__name__') labels[name] = value;
      } else if (fields.field === 2) count += this.#chunk(fields.inner(), count);
    }
    this.#onSamples(labels, this.#samples, count);
  }

  #chunk(fields: Fields, to: number): number {
    let type = xor;
    let count = 0;
    while (fields.next()) {
      if (fields.field === 3) type = fields.number;
      else if (fields.field === 4) {
        if (type !== xor) throw new Error(`remote read: expected XOR chunks, got encoding ${type}`);
        const chunk = { source: fields.data, offset: fields.start };
        count += this.#chunks.decode(chunk, this.#samples, to + count);
      }
    }
    return count;
  }
}

/** Fields of a protobuf message, one after the other. */
class Fields {
  readonly data: Buffer;
  field = 0;
  /** Of a number. */
  number = 0;
  /** Where the bytes of a field stand. */
  start = 0;
  #at: number;
  readonly #end: number;

  constructor(data: Buffer, from: number, to: number) {
    this.data = data;
    this.#at = from;
    this.#end = to;
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    const type = tag & 7;
    if (type === 0) this.number = this.#varint();
    else if (type === 2) {
      const length = this.#varint();
      this.start = this.#at;
      this.#at += length;
    } else if (type === 1) this.#at += 8;
    else if (type === 5) this.#at += 4;
    else throw new Error(`remote read: expected a protobuf field, got wire type ${type}`);
    if (this.#at > this.#end) throw new Error('remote read: a field is longer than its message');
    return true;
  }

  inner(): Fields {
    return new Fields(this.data, this.start, this.#at);
  }

  text(): string {
    return this.data.toString('utf8', this.start, this.#at);
  }

  #varint(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.data[this.#at];
      if (byte === undefined) throw new Error('remote read: a number has no end');
      this.#at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}

function pair(fields: Fields): [name: string, value: string] {
  let [name, value] = ['', ''];
  while (fields.next()) {
    if (fields.field === 1) name = fields.text();
    else if (fields.field === 2) value = fields.text();
  }
  return [name, value];
}

function frameOf(data: Buffer): { start: number; end: number } | undefined {
  let [length, scale] = [0, 1];
  for (let index = 0; index < Math.min(data.length, 9); index += 1) {
    const byte = data[index] ?? 0;
    length += (byte & 127) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    if (length > mostFrameBytes) throw new Error(`remote read: a frame of ${length} bytes`);
    const start = index + 5;
    return { start, end: start + length };
  }
  if (data.length >= 9) throw new Error('remote read: the length of a frame has no end');
  return undefined;
}
