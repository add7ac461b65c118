import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { uploadQueues } from '../../../catalog/labels.ts';
import { downloadSpoolFiles, downloadSpoolOldestAge } from '../../../catalog/nightly.ts';
import {
  uploadFailedRecords,
  uploadOldestAge,
  uploadQueueLength,
} from '../../../catalog/settlement.ts';
import { type Sample, sample } from '../../sources/sample.ts';
import { isMissing } from '../small-file.ts';
import type { Watcher } from './watcher.ts';

/** Records that wait to be sent, were refused, or wait to be imported: how many, and how old the oldest is. */
export const spool: Watcher = {
  name: 'spool',
  metrics: [
    uploadQueueLength,
    uploadOldestAge,
    uploadFailedRecords,
    downloadSpoolFiles,
    downloadSpoolOldestAge,
  ],
  start({ settings: { root, upload, download, interval }, clock }) {
    if (upload === false && download === false) return undefined;
    return {
      name: 'insurance_spool',
      everyMs: interval,
      timeoutMs: 60_000,
      run: async (signal) => [
        ...(upload === false ? [] : await uploads(join(root, upload), clock.now(), signal)),
        ...(download === false ? [] : await downloads(join(root, download), clock.now(), signal)),
      ],
    };
  },
};

async function uploads(
  folder: string,
  now: number,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  for (const queue of uploadQueues) {
    const folders = [join(folder, 'pending', queue)];
    if (queue === 'trade') folders.push(join(folder, 'pending'));
    const waiting = await look(folders, signal);
    if (waiting !== undefined) {
      found.push(
        sample(uploadQueueLength, waiting.files, queue),
        sample(uploadOldestAge, ageOf(waiting, now), queue),
      );
    }
    const failed = await look([join(folder, 'failed', queue)], signal);
    if (failed !== undefined) found.push(sample(uploadFailedRecords, failed.files, queue));
  }
  return found;
}

async function downloads(
  folder: string,
  now: number,
  signal: AbortSignal,
): Promise<readonly Sample[]> {
  const waiting = await look([folder], signal);
  if (waiting === undefined) return [];
  return [
    sample(downloadSpoolFiles, waiting.files),
    sample(downloadSpoolOldestAge, ageOf(waiting, now)),
  ];
}

interface Seen {
  readonly files: number;
  readonly oldestMs: number;
}

/** 0 for an empty folder; a file of the future is new. */
function ageOf({ files, oldestMs }: Seen, now: number): number {
  return files === 0 ? 0 : Math.max(0, (now - oldestMs) / 1000);
}

/** Undefined when none of the folders is there. Names are not kept; those with a dot in front are still being written. */
async function look(folders: readonly string[], signal: AbortSignal): Promise<Seen | undefined> {
  let seen: Seen | undefined;
  for (const folder of folders) {
    const names = await namesIn(folder);
    if (names === undefined) continue;
    let { files, oldestMs } = seen ?? { files: 0, oldestMs: Number.POSITIVE_INFINITY };
    for (const name of names) {
      signal.throwIfAborted();
      const modifiedMs = await modifiedAt(join(folder, name));
      if (modifiedMs === undefined) continue;
      files += 1;
      oldestMs = Math.min(oldestMs, modifiedMs);
    }
    seen = { files, oldestMs };
  }
  return seen;
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function modifiedAt(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined); // sent meanwhile
  return found?.isFile() === true ? found.mtimeMs : undefined;
}
