import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { open, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../../../lib/write-atomic.ts';
import { headerBytes } from './frame.ts';
import { SegmentFile } from './segment.ts';

export interface SegmentName {
  readonly path: string;
  readonly firstSeq: number;
}

/** Bytes set aside because no intact record stood there. */
export interface Cut {
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The segments of a folder, oldest first; the number in the name is that of the first record. */
export function segmentsIn(folder: string): SegmentName[] {
  return readdirSync(folder)
    .filter((name) => /^\d{16}\.wal$/.test(name))
    .sort()
    .map((name) => ({ path: join(folder, name), firstSeq: Number.parseInt(name, 10) }));
}

export function segmentPath(folder: string, firstSeq: number): string {
  return join(folder, `${String(firstSeq).padStart(16, '0')}.wal`);
}

/**
 * Names this very log. The database stores it beside the position: a log that starts anew on another
 * disk, from record 1, is then not taken for one whose first thousands were already read.
 */
export function identityOf(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const path = join(folder, 'identity');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const identity = randomUUID();
    writeAtomic(path, `${identity}\n`);
    return identity;
  }
}

/** Finds the last intact record of the log and cuts what a crash left unfinished behind it. */
export async function recover(folder: string): Promise<{ lastSeq: number; cuts: readonly Cut[] }> {
  const cuts: Cut[] = [];
  for (const { path, firstSeq } of segmentsIn(folder).reverse()) {
    const file = await SegmentFile.open(path);
    try {
      if ((await file.header()) === undefined) {
        cuts.push({ segment: path, offset: 0, bytes: statSync(path).size });
        await rename(path, `${path}.torn`);
        continue;
      }
      const { lastSeq, goodEnd } = await lastIntact(file);
      const cut = await cutTail(path, goodEnd);
      if (cut !== undefined) cuts.push(cut);
      return { lastSeq: Math.max(lastSeq, firstSeq - 1), cuts };
    } finally {
      await file.close();
    }
  }
  return { lastSeq: 0, cuts };
}

async function lastIntact(file: SegmentFile): Promise<{ lastSeq: number; goodEnd: number }> {
  let lastSeq = 0;
  let goodEnd = headerBytes;
  let at = headerBytes;
  for (;;) {
    const found = await file.at(at, lastSeq);
    if (found.kind === 'end' || (found.kind === 'damage' && found.tail))
      return { lastSeq, goodEnd };
    at = found.end;
    if (found.kind === 'record') {
      lastSeq = found.record.seq;
      goodEnd = found.end;
    }
  }
}

/** The cut bytes stay beside the segment: a person may want to see them. */
async function cutTail(path: string, goodEnd: number): Promise<Cut | undefined> {
  const { size } = statSync(path);
  if (size <= goodEnd) return undefined;
  const file = await open(path, 'r');
  try {
    const tail = Buffer.alloc(size - goodEnd);
    await file.read(tail, 0, tail.length, goodEnd);
    writeAtomic(`${path}.torn`, tail);
  } finally {
    await file.close();
  }
  await truncate(path, goodEnd);
  return { segment: path, offset: goodEnd, bytes: size - goodEnd };
}
