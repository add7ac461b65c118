import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { logDirBytes } from '../../../catalog/service.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { isMissing } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

type Dir = 'trade' | 'net' | 'download' | 'error' | 'data' | 'upload';

/** How big the folders of the settlement system are. */
export const sizes: Watcher = {
  name: 'sizes',
  metrics: [logDirBytes],
  start({ settings: { root, sizes: folders, interval } }) {
    if (folders === false) return undefined;
    return {
      name: 'insurance_sizes',
      everyMs: 20 * interval,
      timeoutMs: 120_000,
      run: async (signal) => {
        const found: Sample[] = [];
        for (const [dir, folder] of Object.entries(folders)) {
          const bytes = await sizeOf(join(root, folder), signal);
          if (bytes !== undefined) found.push(sample(logDirBytes, bytes, dir as Dir));
        }
        return found;
      },
    };
  },
};

/** Of all files below; links are not followed. */
async function sizeOf(folder: string, signal: AbortSignal): Promise<number | undefined> {
  const entries = await entriesOf(folder);
  if (entries === undefined) return undefined;
  let bytes = 0;
  for (const entry of entries) {
    signal.throwIfAborted();
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += (await sizeOf(path, signal)) ?? 0;
    else if (entry.isFile()) bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
