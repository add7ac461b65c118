const polynomial = 0x82f63b78; // Castagnoli, bits reversed

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  }
  return value >>> 0;
});

/** CRC-32C (RFC 3720, appendix B.4) of a stretch of bytes. */
export function crc32c(data: Uint8Array, from: number, to: number): number {
  let value = 0xffff_ffff;
  for (let index = from; index < to; index += 1) {
    value = (table[(value ^ (data[index] ?? 0)) & 255] ?? 0) ^ (value >>> 8);
  }
  return (value ^ 0xffff_ffff) >>> 0;
}
