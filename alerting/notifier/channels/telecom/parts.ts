import { smsLength } from '../../templates/sms-length.ts';

/** A short message as it goes over the air. */
export interface Part {
  /** With the user data header where there are several. */
  readonly content: Buffer;
  readonly total: number;
  /** 1 at first. */
  readonly number: number;
}

const unitsOfPart = 67;
const septetsOfPart = 153;

/**
 * A text as UCS-2 (big endian): one part of at most 70 units, or parts of 67 with a header (3GPP TS 23.040,
 * 9.2.3.24.1) by which the telephone joins them. No character is cut in two.
 */
export function ucs2Parts(text: string, reference: number): readonly Part[] {
  if (text.length <= 70) return [{ content: ucs2(text), total: 1, number: 1 }];
  const pieces = cut(text, unitsOfPart);
  return pieces.map((piece, at) => ({
    content: Buffer.concat([header(reference, pieces.length, at + 1), ucs2(piece)]),
    ...{ total: pieces.length, number: at + 1 },
  }));
}

/** Whether a text fits the GSM alphabet and needs no UCS-2. */
export function isAscii(text: string): boolean {
  // Of the GSM alphabet only what it shares with ASCII: gateways differ in the rest.
  return (
    smsLength(text).encoding === 'GSM-7' &&
    /^[\x20-\x7e]*$/.test(text) &&
    !/[$@[\]^_`{|}~\\]/.test(text)
  );
}

/** An ASCII text, in parts of at most 153 characters. */
export function asciiParts(text: string, reference: number): readonly Part[] {
  if (text.length <= 160) return [{ content: Buffer.from(text, 'ascii'), total: 1, number: 1 }];
  const pieces = cut(text, septetsOfPart);
  return pieces.map((piece, at) => ({
    content: Buffer.concat([header(reference, pieces.length, at + 1), Buffer.from(piece, 'ascii')]),
    ...{ total: pieces.length, number: at + 1 },
  }));
}

export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

export function fromUcs2(octets: Buffer): string {
  const even = Buffer.from(octets.subarray(0, octets.length - (octets.length % 2)));
  return even.swap16().toString('utf16le');
}

/** The text of a message that may begin with a header. */
export function withoutHeader(content: Buffer): Buffer {
  return content.subarray(1 + (content[0] ?? 0));
}

function header(reference: number, total: number, number: number): Buffer {
  if (total > 255) throw new Error(`expected at most 255 parts, got ${total}`);
  return Buffer.from([5, 0, 3, reference & 0xff, total, number]);
}

function cut(text: string, units: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let piece = text.slice(at, at + units);
    if (at + units < text.length && !piece.isWellFormed() && text.isWellFormed()) {
      piece = piece.slice(0, -1);
    }
    pieces.push(piece);
    at += piece.length;
  }
  return pieces;
}
