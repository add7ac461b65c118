import { createHash } from 'node:crypto';
import { canonical, type JsonObject } from './canonical.ts';

/** What stands before the first record of a chain. */
export const chainStart = '0'.repeat(64);

/** A record with its place in the chain; `hash` covers `prev` and the record, so no past can be rewritten unseen. */
export interface Link {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly record: JsonObject;
}

/** SHA-256 of the previous hash (64 hexadecimal digits) and the canonical JSON of the record. */
export function chainHash(prev: string, record: JsonObject): string {
  return createHash('sha256').update(prev).update(canonical(record)).digest('hex');
}

/** What is wrong with the link after `before`, or nothing. The first link follows `{ seq: 0, hash: chainStart }`. */
export function brokenLink(
  before: { readonly seq: number; readonly hash: string },
  link: Link,
): string | undefined {
  if (link.seq !== before.seq + 1) return `expected record ${before.seq + 1}, got ${link.seq}`;
  if (link.prev !== before.hash) {
    return `record ${link.seq} follows ${link.prev}, but record ${before.seq} has the hash ${before.hash}`;
  }
  const expected = chainHash(link.prev, link.record);
  return link.hash === expected
    ? undefined
    : `record ${link.seq} was changed: its content has the hash ${expected}, written is ${link.hash}`;
}
