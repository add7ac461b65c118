/** Part of a series that is asked for. */
export interface ReadQuery {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

const streamedXorChunks = 1;

/**
 * Body of a remote read that asks for one name in streamed XOR chunks (prometheus/prompb/remote.proto), as a snappy
 * block of a single literal: a few bytes need no compression.
 */
export function readRequest({ name, startMs, endMs }: ReadQuery): Buffer {
  const matcher = bytes(3, Buffer.concat([text(2, '__name__'), text(3, name)])); // type 0: equal
  const query = Buffer.concat([whole(1, startMs), whole(2, endMs), matcher]);
  return snappyLiteral(Buffer.concat([bytes(1, query), whole(2, streamedXorChunks)]));
}

export const readHeaders = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Read-Version': '0.1.0',
} as const;

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  return Buffer.from([...out, rest]);
}

function whole(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(Math.max(0, Math.round(value)))]);
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function snappyLiteral(data: Buffer): Buffer {
  if (data.length > 65_536) throw new Error(`a literal holds 65536 bytes, got ${data.length}`);
  const last = data.length - 1;
  return Buffer.concat([varint(data.length), Buffer.from([61 << 2, last & 255, last >> 8]), data]);
}
