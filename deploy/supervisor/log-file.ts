import { copyFileSync, fchmodSync, openSync, statSync, truncateSync } from 'node:fs';

/** A log may grow to so much; one older copy of the same size is kept. */
const limitBytes = 10 * 1024 * 1024;

/** Opens for appending: programs write straight to the file, so a dead launcher cannot block them. */
export function openLog(file: string): number {
  const descriptor = openSync(file, 'a', 0o644);
  fchmodSync(descriptor, 0o644);
  return descriptor;
}

/**
 * Copies a log that has grown too large to `.1` and empties it in place: the program that writes it
 * appends, so it goes on at the new beginning. Lines written between copy and cut are lost; these
 * logs are for people, the records that matter are in the databases.
 */
export function rotate(file: string, limit: number = limitBytes): boolean {
  if (sizeOf(file) < limit) return false;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
  return true;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
