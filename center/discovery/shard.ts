import { createHash } from 'node:crypto';

/** The label by which targets are dealt out: all that share its value stay together. */
export const shardLabels = ['hospital', 'district'] as const;
type ShardLabel = (typeof shardLabels)[number];

/** One part of the fleet: `index` of `of`, counted from 0. */
export interface Shard {
  readonly index: number;
  readonly of: number;
  readonly by: ShardLabel;
}

/** All of it. */
export const wholeFleet: Shard = { index: 0, of: 1, by: 'hospital' };

/** More than one machine can watch a city; more than this is a mistake. */
export const mostShards = 64;

/**
 * The shard of a label's value: what Prometheus' relabeling action `hashmod` gives for it, so that both ways
 * of dealing out agree. (The last eight bytes of its MD5 as a big-endian number, modulo `of`.)
 */
export function shardOf(value: string, of: number): number {
  const digest = createHash('md5').update(value).digest();
  return Number(digest.readBigUInt64BE(8) % BigInt(of));
}
