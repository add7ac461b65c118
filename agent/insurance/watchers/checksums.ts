import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileIntegrityMismatch } from '../../../catalog/service.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { readSmall } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

type FileSet = 'app' | 'config' | 'agent';
const maxListBytes = 1024 * 1024;
/** A file whose size and time have not changed is read again only so often. */
const rereadMs = 3_600_000;

/** How many program and configuration files are not what their list of checksums says, or gone. */
export const checksums: Watcher = {
  name: 'checksums',
  metrics: [fileIntegrityMismatch],
  start({ settings: { root, checksums: lists, interval }, clock }) {
    if (lists === false) return undefined;
    let known: Known = new Map();
    let reread = Number.NEGATIVE_INFINITY;
    return {
      name: 'insurance_checksums',
      everyMs: 4 * interval,
      timeoutMs: 600_000,
      run: async (signal) => {
        if (clock.monotonic() - reread >= rereadMs) {
          known = new Map();
          reread = clock.monotonic();
        }
        const found: Sample[] = [];
        for (const [set, list] of Object.entries(lists)) {
          const path = join(root, list);
          if (!existsSync(path)) continue;
          found.push(
            sample(fileIntegrityMismatch, await mismatches(path, known, signal), set as FileSet),
          );
        }
        return found;
      },
    };
  },
};

/** By path: the stamp under which a file was read, and its hash. */
type Known = Map<string, { readonly stamp: string; readonly hash: string | undefined }>;

/** `<sha256>  <file>` a line, files relative to the list. */
async function mismatches(list: string, known: Known, signal: AbortSignal): Promise<number> {
  const lines = (readSmall(list, maxListBytes) ?? '').split('\n');
  let count = 0;
  for (const line of lines) {
    const [, hash, name] = /^([\da-f]{64}) [ *](.+?)\r?$/.exec(line) ?? [];
    if (hash === undefined || name === undefined || isAbsolute(name) || name.includes('..'))
      continue;
    const path = join(dirname(list), name);
    const stamp = stampOf(path);
    const before = known.get(path);
    const now = before?.stamp === stamp ? before : { stamp, hash: await hashOf(path, signal) };
    known.set(path, now);
    if (now.hash !== hash) count += 1;
  }
  return count;
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}`;
}

async function hashOf(path: string, signal: AbortSignal): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash, { signal });
    return hash.digest('hex');
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
