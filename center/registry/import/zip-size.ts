import { inflateRawSync } from 'node:zlib';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const mostParts = 500;

/**
 * Unpacks every part of a ZIP archive once with a limit, and throws a sentence when all together are
 * larger than `limitBytes`: what an archive says about its own sizes may be a lie.
 */
export function refuseBomb(zip: Buffer, limitBytes: number): void {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 20 > zip.length || zip.readUInt32LE(end) !== endMark) {
    throw new Error('the file is not a ZIP archive');
  }
  const parts = zip.readUInt16LE(end + 10);
  if (parts > mostParts) throw new Error(`the archive has ${parts} parts, more than ${mostParts}`);
  let left = limitBytes;
  let at = zip.readUInt32LE(end + 16);
  for (let part = 0; part < parts; part += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== entryMark) {
      throw new Error('the list of the archive is broken');
    }
    left -= unpackedSize(zip, at, left);
    if (left < 0) throw tooLarge(limitBytes);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** A part's size, found by unpacking it; at most one byte more than `left` is ever held. */
function unpackedSize(zip: Buffer, entry: number, left: number): number {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== localMark) {
    throw new Error('a part of the archive is missing');
  }
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  if (data.length !== packed) throw new Error('a part of the archive is cut off');
  if (method === 0) return packed;
  if (method !== 8) throw new Error(`the archive is packed by the unknown method ${method}`);
  try {
    return inflateRawSync(data, { maxOutputLength: left + 1 }).length;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return left + 1;
    throw new Error('a part of the archive cannot be unpacked', { cause });
  }
}

function tooLarge(limitBytes: number): Error {
  return new Error(`unpacked, the archive is larger than ${limitBytes / 1024 ** 2} MB`);
}
