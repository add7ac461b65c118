import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { weakPasswords } from './weak-passwords.ts';

/** RFC 7914; 2^15 blocks of 1 KiB: 32 MiB and about 0.1 s a guess. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 ** 2 };
const hashBytes = 32;
const leastLength = 12;
/** A longer one is work for us and no gain for its owner. */
const mostLength = 128;
/** Guesses computed at the same time; more of them wait: 32 MiB each must not add up. */
const atOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** `scrypt:15:8:1:<salt>:<hash>`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return `scrypt:15:8:1:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** In constant time over the hash; throws when `stored` is no hash of ours. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, salt = '', hash = ''] = /^scrypt:15:8:1:([\w-]+):([\w-]+)$/.exec(stored) ?? [];
  const expected = Buffer.from(hash, 'base64url');
  if (expected.length !== hashBytes) throw new Error('account: its password hash cannot be read');
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url')), expected);
}

/** What is wrong with a new password; empty when it may be used. */
export function passwordFaults(password: string, login: string): readonly string[] {
  const faults: string[] = [];
  const lower = password.normalize('NFKC').toLowerCase();
  const { length } = [...password];
  if (length < leastLength)
    faults.push(`expected at least ${leastLength} characters, got ${length}`);
  if (length > mostLength) faults.push(`expected at most ${mostLength} characters, got ${length}`);
  if (login !== '' && lower.includes(login.toLowerCase())) faults.push('holds the login name');
  if (new Set(lower).size < 5) faults.push('expected at least five different characters');
  if (weakPasswords.some((weak) => lower.startsWith(weak)))
    faults.push('is on the list of weak ones');
  return faults;
}

async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) => {
      const text = password.normalize('NFKC').slice(0, 4 * mostLength);
      scrypt(text, salt, hashBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
