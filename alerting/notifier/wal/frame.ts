import { crc32 } from 'node:zlib';

/**
 * A segment file is a header and frames, all numbers big-endian:
 *
 *     header  "YBWAL" 0 0 1 · first seq u64 · last seq of the segment before u64 · CRC32 of these u32
 *     frame   "YBWR" · length u32 · CRC32 of length, seq and payload u32 · seq u64 · payload (JSON, UTF-8)
 *
 * The high bytes of length and seq are zero, and JSON text never holds a zero byte: so no payload can
 * be mistaken for a frame when a reader looks for the next one behind damaged bytes.
 */
export const headerBytes = 28;
export const frameHeadBytes = 20;
/** Twice the largest webhook; a length above it is damage, not a record. */
export const maxPayloadBytes = 32 * 1024 * 1024;

const headerMagic = Buffer.from('YBWAL\0\0\u0001', 'latin1');
export const frameMagic = Buffer.from('YBWR', 'latin1');

export interface SegmentHeader {
  readonly firstSeq: number;
  /** What the writer had made durable before; a reader that has seen less knows that something is missing. */
  readonly previousLastSeq: number;
}

export interface FrameHead {
  readonly seq: number;
  readonly length: number;
  readonly checksum: number;
}

export function encodeHeader({ firstSeq, previousLastSeq }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  headerMagic.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(firstSeq), 8);
  bytes.writeBigUInt64BE(BigInt(previousLastSeq), 16);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 24)), 24);
  return bytes;
}

/** Nothing when the bytes are not a whole, intact header. */
export function decodeHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(headerMagic)) return undefined;
  if (bytes.readUInt32BE(24) !== crc32(bytes.subarray(0, 24))) return undefined;
  return {
    firstSeq: Number(bytes.readBigUInt64BE(8)),
    previousLastSeq: Number(bytes.readBigUInt64BE(16)),
  };
}

export function encodeFrameHead(seq: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(frameHeadBytes);
  frameMagic.copy(head);
  head.writeUInt32BE(payload.length, 4);
  head.writeBigUInt64BE(BigInt(seq), 12);
  head.writeUInt32BE(checksumOf(head, payload), 8);
  return head;
}

/** Nothing when these bytes cannot begin a frame; the payload is not looked at yet. */
export function decodeFrameHead(bytes: Buffer): FrameHead | undefined {
  if (bytes.length < frameHeadBytes || !bytes.subarray(0, 4).equals(frameMagic)) return undefined;
  const length = bytes.readUInt32BE(4);
  if (length > maxPayloadBytes) return undefined;
  return { length, checksum: bytes.readUInt32BE(8), seq: Number(bytes.readBigUInt64BE(12)) };
}

export function isIntact(head: Buffer, payload: Uint8Array): boolean {
  return head.readUInt32BE(8) === checksumOf(head, payload);
}

function checksumOf(head: Buffer, payload: Uint8Array): number {
  const ofNumbers = crc32(head.subarray(12, frameHeadBytes), crc32(head.subarray(4, 8)));
  return crc32(payload, ofNumbers);
}
