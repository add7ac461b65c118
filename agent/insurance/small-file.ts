import { closeSync, openSync, readSync } from 'node:fs';

/** The text of a small file, undefined where there is none; at most so many bytes of it. */
export function readSmall(path: string, maxBytes: number): string | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(maxBytes);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, maxBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** An object of a small JSON file; the error says which file and never what stands in it. */
export function readObject(path: string, maxBytes = 64 * 1024): Fields | undefined {
  const text = readSmall(path, maxBytes);
  if (text === undefined) return undefined;
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${path}: expected a JSON object of at most ${maxBytes} bytes`);
}

export type Fields = Readonly<Record<string, unknown>>;

/** Milliseconds since 1970 of a time with its zone; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const isZoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const time = isZoned ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
}

/** A count or a size; undefined for anything else. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** JSON.parse quotes what it read in its errors; this does not. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
