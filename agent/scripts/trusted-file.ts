import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const maxBytes = 8 * 1024 * 1024;

/**
 * Throws unless the program is the one of the configuration: a plain file of root (or of the agent's own user in tests
 * and on single-user hosts) that nobody else may write, in folders that nobody else may write, with the right hash.
 */
export function checkTrusted(path: string, sha256: string): void {
  const stat = lstatSync(path);
  if (!stat.isFile()) throw new Error(`${path}: expected a plain file, not a link or folder`);
  if (stat.size > maxBytes) throw new Error(`${path}: expected at most ${maxBytes} bytes`);
  checkOwner(path, stat);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const above = lstatSync(folder);
    const isSticky = (above.mode & 0o1000) !== 0; // as /tmp: others cannot replace what is ours
    if (!isSticky) checkOwner(folder, above);
    if (folder === dirname(folder)) break;
  }
  const actual = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (actual !== sha256)
    throw new Error(`${path}: sha256 is ${actual}, the configuration says ${sha256}`);
}

function checkOwner(
  path: string,
  { mode, uid }: { readonly mode: number; readonly uid: number },
): void {
  if (process.platform === 'win32') return; // ownership is the installer's ACL there
  if (uid !== 0 && uid !== process.getuid?.())
    throw new Error(`${path}: expected root as its owner`);
  if ((mode & 0o022) !== 0)
    throw new Error(`${path}: may be written by others (mode ${(mode & 0o7777).toString(8)})`);
}
