import { generateKeyPairSync, sign } from 'node:crypto';

interface CertificateOptions {
  readonly name: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly serial: number;
}

/**
 * A self-signed X.509 certificate (PEM) that nothing trusts, so that a reader has a real end of validity to read. The key
 * is thrown away. ECDSA P-256 stands in for SM2, which Node cannot sign with.
 */
export function certificate({ name, fromMs, untilMs, serial }: CertificateOptions): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)); // ecdsa-with-SHA256
  const person = sequence(set(sequence(oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([0x01, (serial >>> 16) & 0xff, (serial >>> 8) & 0xff, serial & 0xff])),
    algorithm,
    person,
    sequence(time(fromMs), time(untilMs)),
    person,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Uint8Array): Buffer {
  const size = sizeOf(content.length);
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sizeOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Uint8Array[]): Buffer {
  return der(0x31, Buffer.concat(parts));
}

function oid(...bytes: readonly number[]): Buffer {
  return der(0x06, Buffer.from(bytes));
}

/** GeneralizedTime, so that no century is guessed. */
function time(atMs: number): Buffer {
  const text = new Date(atMs).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  return der(0x18, Buffer.from(`${text}Z`));
}
