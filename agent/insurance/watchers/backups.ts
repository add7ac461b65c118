import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dbBackupTimestamp } from '../../../catalog/service.ts';
import { sample } from '../../sources/sample.ts';
import { isMissing } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

/** When the newest file of the backup folder was written; an empty file is no backup. */
export const backups: Watcher = {
  name: 'backups',
  metrics: [dbBackupTimestamp],
  start({ settings: { root, backups: folder, interval } }) {
    if (folder === false) return undefined;
    return {
      name: 'insurance_backups',
      everyMs: 20 * interval,
      timeoutMs: 30_000,
      run: async () => {
        const newest = await newestIn(join(root, folder));
        return newest === undefined ? [] : [sample(dbBackupTimestamp, newest / 1000)];
      },
    };
  },
};

async function newestIn(folder: string): Promise<number | undefined> {
  let newest: number | undefined;
  for (const name of await namesIn(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true && found.size > 0) newest = Math.max(newest ?? 0, found.mtimeMs);
  }
  return newest;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
