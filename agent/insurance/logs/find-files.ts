import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, parse, sep } from 'node:path';

export interface FoundFile {
  readonly path: string;
  /** Device and file number. */
  readonly id: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/**
 * Files that fit absolute patterns with `*`, at most so many of each folder level, the last ones by name: folders of days
 * and files of hours sort by time. A log of many years is not looked through at every turn.
 */
export function findFiles(patterns: readonly string[], perLevel: number): readonly FoundFile[] {
  const paths = new Set(patterns.flatMap((pattern) => expand(pattern, perLevel)));
  const files = [...paths].flatMap((path): FoundFile[] => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) return [];
    const { dev, ino, size, mtimeMs } = stat;
    return [{ path, id: `${dev}:${ino}`, size, modifiedMs: mtimeMs }];
  });
  return files;
}

function expand(pattern: string, perLevel: number): readonly string[] {
  const { root } = parse(pattern);
  const levels = pattern
    .slice(root.length)
    .split(/[\\/]/)
    .filter((level) => level !== '');
  let paths = [root === '' ? sep : root];
  for (const [index, level] of levels.entries()) {
    const isLast = index === levels.length - 1;
    paths = paths.flatMap((folder) =>
      level.includes('*') ? matching(folder, level, { perLevel, isLast }) : [join(folder, level)],
    );
  }
  return paths;
}

interface Level {
  readonly perLevel: number;
  readonly isLast: boolean;
}

function matching(folder: string, pattern: string, { perLevel, isLast }: Level): readonly string[] {
  const wanted = new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`);
  return entriesOf(folder)
    .filter((entry) => wanted.test(entry.name) && (isLast || !entry.isFile()))
    .map(({ name }) => name)
    .sort()
    .slice(isLast ? undefined : -perLevel)
    .map((name) => join(folder, name));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not there, or not yet
  }
}
