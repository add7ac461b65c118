import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface HungMount {
  readonly path: string;
  /** The mount goes away and whoever waits for it gets an error. */
  release(): void;
}

/**
 * A file system that never answers: the kernel's end of FUSE without anybody at the other end.
 * Needs root and /dev/fuse.
 */
export function hungMount(): HungMount {
  const path = mkdtempSync(join(tmpdir(), 'yibao-hung-'));
  const device = openSync('/dev/fuse', 'r+');
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0,allow_other';
  const mounted = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'hung', path], {
    stdio: ['ignore', 'pipe', 'pipe', device],
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    closeSync(device);
    rmdirSync(path);
    throw new Error(`cannot mount a file system that hangs: ${mounted.stderr}`);
  }
  return {
    path,
    release: () => {
      closeSync(device); // the connection ends, and all who wait get ENOTCONN
      execFileSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}
