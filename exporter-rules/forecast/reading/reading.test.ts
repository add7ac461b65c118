import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c } from './crc32c.ts';
import { FrameReader } from './frames.ts';
import { readRequest } from './read-request.ts';

/**
 * A streamed answer of Prometheus 2.42 to a read of `x`: two samples, 1.5 and 2, of x{a="b"} at 1 s and 2 s, written
 * down field by field.
 */
function answer(): Buffer {
  // Chunk: count 2; time 1000 zigzag; 1.5 whole; delta 1000; XOR of 1.5 and 2.
  const bits = [
    ...bitsOf(2, 16),
    ...bytesBits([0xd0, 0x0f]),
    ...bitsOf(0x3ff80000, 32),
    ...bitsOf(0, 32),
    ...bytesBits([0xe8, 0x07]),
    ...bitsOf(0b11, 2),
    ...bitsOf(1, 5), // leading zeros of 0x7ff8000000000000
    ...bitsOf(12, 6), // significant bits
    ...bitsOf(0xfff, 12),
  ];
  const chunk = message([
    [3, 1],
    [4, packed(bits)],
  ]);
  const label = (name: string, value: string) =>
    message([
      [1, Buffer.from(name)],
      [2, Buffer.from(value)],
    ]);
  const series = message([
    [1, label('__name__', 'x')],
    [1, label('a', 'b')],
    [2, chunk],
  ]);
  return message([[1, series]]);
}

function framed(body: Buffer): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32c(body, 0, body.length));
  return Buffer.concat([Buffer.from([body.length]), checksum, body]);
}

function read(parts: readonly Buffer[]) {
  const seen: unknown[] = [];
  const reader = new FrameReader((labels, { times, values }, count) => {
    seen.push([labels, [...times.subarray(0, count)], [...values.subarray(0, count)]]);
  });
  for (const part of parts) reader.push(part);
  reader.end();
  return seen;
}

const expected = [{ a: 'b' }, [1000, 2000], [1.5, 2]];

test('CRC-32C agrees with the examples of RFC 3720', () => {
  assert.equal(crc32c(Buffer.alloc(32), 0, 32), 0x8a9136aa);
  assert.equal(crc32c(Buffer.from('123456789'), 0, 9), 0xe3069283);
});

test('frames are read however the network cuts them', () => {
  const stream = Buffer.concat([framed(answer()), framed(answer())]);
  assert.deepEqual(read([stream]), [expected, expected]);
  assert.deepEqual(read([...stream].map((byte) => Buffer.from([byte]))), [expected, expected]);
});

test('a frame with a wrong checksum, a cut answer and nonsense are errors with a sentence', () => {
  const damaged = framed(answer());
  damaged[12] = (damaged[12] ?? 0) ^ 1;
  assert.throws(() => read([damaged]), /does not have its checksum/);
  assert.throws(() => read([framed(answer()).subarray(0, 20)]), /ends inside a frame/);
  assert.throws(() => read([Buffer.alloc(9, 255)]), /length of a frame has no end/);
});

test('a request names the series, the times and the wish for chunks', () => {
  const body = readRequest({ name: 'mount:fs_used_bytes:max5m', startMs: 1000, endMs: 2000 });
  const text = body.toString('latin1');
  assert.ok(text.includes('__name__') && text.includes('mount:fs_used_bytes:max5m'));
  assert.deepEqual([...body.subarray(-2)], [16, 1]); // accepted_response_types: STREAMED_XOR_CHUNKS
});

function bitsOf(value: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => Math.floor(value / 2 ** (count - 1 - index)) % 2,
  );
}

function bytesBits(bytes: readonly number[]): number[] {
  return bytes.flatMap((byte) => bitsOf(byte, 8));
}

function packed(bits: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let place = 0; place < bits.length; place += 8) {
    bytes.push(
      Number.parseInt(
        bits
          .slice(place, place + 8)
          .join('')
          .padEnd(8, '0'),
        2,
      ),
    );
  }
  return Buffer.from(bytes);
}

function message(fields: readonly (readonly [field: number, value: number | Buffer])[]): Buffer {
  return Buffer.concat(
    fields.map(([field, value]) =>
      typeof value === 'number'
        ? Buffer.from([field * 8, value])
        : Buffer.concat([Buffer.from([field * 8 + 2, value.length]), value]),
    ),
  );
}
