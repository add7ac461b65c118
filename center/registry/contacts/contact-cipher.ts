import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Seals telephone numbers for the database; the key stands in a file outside of it. */
export interface ContactCipher {
  /** `place` (the contact's key) is sealed in: a sealed number moved to another row does not open. */
  seal(mobile: string, place: string): Buffer;
  /** Throws when the key is another one, or the row was tampered with. */
  open(sealed: Uint8Array, place: string): string;
}

const algorithm = 'aes-256-gcm';
const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Reads a file with 32 random bytes in base64url; throws a sentence when it is anything else. */
export function contactCipher(keyFile: string): ContactCipher {
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
  if (key.length !== 32) {
    throw new Error(`${keyFile}: expected 32 bytes in base64url, got ${key.length}`);
  }
  return {
    seal: (mobile, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(mobile, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), body]);
    },
    open: (sealed, place) => {
      const bodyAt = 1 + ivBytes + tagBytes;
      if (sealed[0] !== version || sealed.length < bodyAt) {
        throw new Error(`contact ${place}: its sealed number has an unknown form`);
      }
      const iv = sealed.subarray(1, 1 + ivBytes);
      const decipher = createDecipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(1 + ivBytes, bodyAt));
      return decipher.update(sealed.subarray(bodyAt), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** What may be shown and recorded of a number: `138****5678`. */
export function maskMobile(mobile: string): string {
  return mobile.length < 9 ? '****' : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}
