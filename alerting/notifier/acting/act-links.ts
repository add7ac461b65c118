import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeAtomic } from '../../../lib/write-atomic.ts';

/** Whom a link lets act, and on what. */
export interface Grant {
  readonly person: string;
  readonly incident: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const keyBytes = 32;
const signatureBytes = 16;
const lifeMs = 24 * 3_600_000;

/** Makes and checks the links by which a person acts from a mail: bound to person and incident, for a day. */
export class ActLinks {
  readonly #key: Buffer;
  readonly #baseUrl: string;

  /** The key is made at the first start; who replaces the file makes all links void. */
  constructor(baseUrl: string, keyFile: string) {
    this.#baseUrl = baseUrl;
    if (!existsSync(keyFile)) writeAtomic(keyFile, randomBytes(keyBytes).toString('hex'), 0o600);
    this.#key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex');
    if (this.#key.length !== keyBytes) {
      throw new Error(`${keyFile}: expected ${keyBytes} bytes in hexadecimal`);
    }
  }

  urlFor(person: string, incident: number, at: number): string {
    const text = Buffer.from(`${person} ${incident} ${at + lifeMs}`).toString('base64url');
    return new URL(`/act/${text}.${this.#sign(text).toString('base64url')}`, this.#baseUrl).href;
  }

  /** Nothing when the link was not made here, was changed, or is too old. */
  open(token: string, at: number): Grant | undefined {
    const [text = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== signatureBytes || !timingSafeEqual(given, this.#sign(text))) return;
    const [person = '', incident, expires] = Buffer.from(text, 'base64url').toString().split(' ');
    const expiresAt = Number(expires);
    return expiresAt > at ? { person, incident: Number(incident), expiresAt } : undefined;
  }

  #sign(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest().subarray(0, signatureBytes);
  }
}
