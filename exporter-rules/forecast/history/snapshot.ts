import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { resources } from '../resources.ts';
import { emptyRings, type Rings, Target } from './target.ts';

const version = 1;
const magic = 'yibao-forecast-snapshot';

const Marks = z.strictObject({
  resource: z.string(),
  labels: z.record(z.string(), z.string()),
  timeMs: z.number(),
  value: z.number(),
  limit: z.number(),
  hourValue: z.number().nullable(),
  dayValue: z.number().nullable(),
  memory: z.strictObject({
    novelty: z.strictObject({ onset: z.number(), base: z.number(), top: z.number() }).optional(),
    incidents: z.array(z.strictObject({ from: z.number(), to: z.number() })),
    pattern: z.enum(['daily', 'weekly']),
  }),
});

/**
 * Writes all targets, one after the other: a line of JSON with its length, then the rings. The file ends with the
 * SHA-256 of all before it; it takes the place of the last one only when it is whole and on the disk.
 */
export function writeSnapshot(path: string, targets: Iterable<Target>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  const hash = createHash('sha256');
  const put = (bytes: Uint8Array): void => {
    hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  try {
    put(block({ magic, version }));
    for (const target of targets) {
      if (Number.isFinite(target.marks.value) && Number.isFinite(target.marks.limit)) {
        put(bytesOf(target));
      }
    }
    put(block({ end: true }));
    writeSync(file, hash.digest());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** Reads a snapshot, a target at a time; throws what is wrong with it. `onTarget` sees targets before the end is checked. */
export function readSnapshot(path: string, onTarget: (target: Target) => void): void {
  const file = openSync(path, 'r');
  const hash = createHash('sha256');
  let place = 0;
  const take = (count: number, isHashed = true): Buffer => {
    const bytes = Buffer.alloc(count);
    const read = readSync(file, bytes, 0, count, place);
    if (read !== count) throw new Error(`${path}: it ends after ${place + read} bytes`);
    place += count;
    if (isHashed) hash.update(bytes);
    return bytes;
  };
  const takeBlock = (): unknown => {
    const length = take(4).readUInt32LE();
    if (length > 1_000_000) throw new Error(`${path}: a block of ${length} bytes`);
    return JSON.parse(take(length).toString('utf8'));
  };
  try {
    z.strictObject({ magic: z.literal(magic), version: z.literal(version) }).parse(takeBlock());
    for (;;) {
      const value = takeBlock();
      if (z.strictObject({ end: z.literal(true) }).safeParse(value).success) break;
      const marks = Marks.parse(value);
      const target = targetOf(marks, ringsOf(take));
      if (target !== undefined) onTarget(target);
    }
    const expected = hash.digest();
    if (!expected.equals(take(32, false)))
      throw new Error(`${path}: it does not have its checksum`);
  } finally {
    closeSync(file);
  }
}

function block(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text]);
}

function bytesOf({ resource, labels, rings, marks }: Target): Buffer {
  const { hours, fine, days } = rings;
  // JSON has no NaN: an hour without a value is null.
  const head = block({ resource: resource.name, labels, ...marks });
  const arrays = [hours, fine, days].map(({ buffer }) => Buffer.from(buffer));
  return Buffer.concat([head, ...arrays]);
}

function ringsOf(take: (count: number) => Buffer): Rings {
  const rings = emptyRings();
  for (const ring of [rings.hours, rings.fine, rings.days]) {
    Buffer.from(ring.buffer).set(take(ring.byteLength));
  }
  return rings;
}

function targetOf(kept: z.output<typeof Marks>, rings: Rings): Target | undefined {
  const { resource: name, labels, hourValue, dayValue, memory, ...rest } = kept;
  const resource = resources.find((one) => one.name === name);
  if (resource === undefined) return undefined; // a resource that is read no longer
  const { novelty, ...others } = memory;
  const marks = {
    ...rest,
    hourValue: hourValue ?? Number.NaN,
    dayValue: dayValue ?? Number.NaN,
    memory: { ...others, ...(novelty === undefined ? {} : { novelty }) },
  };
  return new Target(resource, labels, { rings, marks });
}
