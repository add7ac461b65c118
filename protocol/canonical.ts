/** What JSON can hold. Stricter than `unknown`: undefined, dates and functions do not compile. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * The one text of a JSON value, after RFC 8785: keys sorted by UTF-16 code unit, no spaces, numbers as
 * ECMAScript prints them. Both ends of a signature or a hash chain get the same bytes from it. Throws
 * for what has no such text (NaN, infinities, half a surrogate pair, undefined), naming where it stands.
 */
export function canonical(value: Json, path = '$'): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value, path);
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      throw new Error(`${path}: expected a finite number, got ${value}`);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalNested(value, path);
    default:
      throw new Error(`${path}: expected a JSON value, got ${typeof value}`);
  }
}

function canonicalNested(value: readonly Json[] | JsonObject, path: string): string {
  if (Array.isArray(value)) {
    return `[${value.map((item: Json, at) => canonical(item, `${path}[${at}]`)).join(',')}]`;
  }
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1)) // JavaScript compares by UTF-16 code unit
    .map(([key, item]) => `${canonicalString(key, path)}:${canonical(item, `${path}.${key}`)}`);
  return `{${members.join(',')}}`;
}

function canonicalString(text: string, path: string): string {
  if (!text.isWellFormed()) throw new Error(`${path}: expected text, got half a surrogate pair`);
  return JSON.stringify(text);
}
