import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const windowBytes = 256 * 1024;

/** The last lines of a file, read from its end; none when there is no such file. */
export function tailOf(file: string, count: number): readonly string[] {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(0, size - windowBytes);
    const bytes = Buffer.alloc(size - start);
    const read = readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.subarray(0, read).toString('utf8').trimEnd().split('\n');
    return lines.length === 1 && lines[0] === '' ? [] : lines.slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
