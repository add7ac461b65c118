import { randomBytes } from 'node:crypto';
import { chownSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../lib/write-atomic.ts';
import type { Place } from './place.ts';

/** File of a secret: 32 random bytes, made at the first start and kept; only the account can read it. */
export function secretFile({ secrets, account }: Place, name: string): string {
  const file = join(secrets, name);
  if (!existsSync(file)) {
    writeAtomic(file, `${randomBytes(32).toString('base64url')}\n`, 0o600);
    chownSync(file, account.uid, account.gid);
  }
  return file;
}
