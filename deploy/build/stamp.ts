import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';

/** What a build has read: size and time of every file. */
type Stamp = Readonly<Record<string, string>>;

/** True when every file of the stamp is as it was; a stamp that is absent or unreadable is not fresh. */
export function isFresh(stampFile: string): boolean {
  const stamp = readStamp(stampFile);
  const files = Object.keys(stamp);
  return files.length > 0 && files.every((file) => stamp[file] === signatureOf(file));
}

/** Notes the files that a build has read; folders count with the list of their files. */
export function writeStamp(stampFile: string, files: readonly string[]): void {
  const stamp = Object.fromEntries(files.map((file) => [file, signatureOf(file)]));
  writeAtomic(stampFile, `${JSON.stringify(stamp)}\n`);
}

/** All files under these folders, and the folders themselves, so that a new file is seen. */
export function filesUnder(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    const inside = readdirSync(path, { recursive: true, withFileTypes: true });
    return [path, ...inside.map((entry) => join(entry.parentPath, entry.name))];
  });
}

function signatureOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return 'absent';
  return stats.isDirectory() ? `folder ${stats.mtimeMs}` : `${stats.size} ${stats.mtimeMs}`;
}

function readStamp(file: string): Stamp {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stamp;
  } catch {
    return {};
  }
}
