import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
/** Codes of the step before and after pass too: clocks of telephones differ. */
const drift = 1;
/** RFC 4648 section 6. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits, as RFC 4226 section 4 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** The six digits of a step of 30 s: RFC 6238 with HMAC-SHA-1, which every authenticator app has. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  // Dynamic truncation, RFC 4226 section 5.3.
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

interface Attempt {
  readonly code: string;
  readonly nowMs: number;
  /** Step of the last code that was accepted: a code opens once, RFC 6238 section 5.2. */
  readonly lastStep: number;
}

/** The step that the code is of; undefined when it is wrong, too old or was used. */
export function totpStep(
  secret: Uint8Array,
  { code, nowMs, lastStep }: Attempt,
): number | undefined {
  const given = Buffer.from(code.replaceAll(/\s/g, ''));
  const now = Math.floor(nowMs / stepMs);
  for (let step = now - drift; step <= now + drift; step += 1) {
    const expected = Buffer.from(totpCode(secret, step));
    if (step > lastStep && given.length === 6 && timingSafeEqual(given, expected)) return step;
  }
  return undefined;
}

export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
    }
  }
  return bits === 0 ? text : text + alphabet[(buffer << (5 - bits)) & 31];
}

/** For authenticator apps, to be typed or drawn as a QR code. */
export function totpUri(login: string, secret: Uint8Array): string {
  const name = encodeURIComponent(`yibao-watch:${login}`);
  return `otpauth://totp/${name}?secret=${base32(secret)}&issuer=yibao-watch`;
}
