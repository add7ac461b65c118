import { isAscii, isUtf8 } from 'node:buffer';

export const encodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

const gb18030 = new TextDecoder('gb18030');

/** How the lines of a file are told apart and turned into text. `head` is the file's first bytes. */
export interface LineDecoder {
  /** Bytes of a mark at the begin of the file. */
  readonly markBytes: number;
  /** 2 where a character has two bytes at least, so that a line end stands at an even place. */
  readonly unit: 1 | 2;
  /** Index of the byte behind the next line end, or -1. */
  lineEnd(bytes: Buffer, from: number): number;
  /** One line without its end. Never throws: bytes that are no text become U+FFFD. */
  decode(line: Buffer): string;
}

/** A mark decides; without one, `auto` takes a line as UTF-8 if it is valid, and else as GB18030 unless only a few bytes are torn. */
export function lineDecoder(encoding: Encoding, head: Buffer): LineDecoder {
  const mark = markOf(head);
  const actual = mark?.encoding ?? encoding;
  const markBytes = mark?.bytes ?? 0;
  if (actual === 'utf-16le' || actual === 'utf-16be') return wide(actual, markBytes);
  const decode = decodeAs(actual);
  return { markBytes, unit: 1, lineEnd: narrowLineEnd, decode: (line) => trimmed(decode(line)) };
}

function markOf(head: Buffer): { readonly encoding: Encoding; readonly bytes: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return undefined;
}

function decodeAs(encoding: Encoding): (line: Buffer) => string {
  if (encoding === 'gb18030') return (line) => gb18030.decode(line);
  return encoding === 'auto' ? decodeAuto() : (line) => line.toString('utf8');
}

/** A character that was torn off spoils the UTF-8 of a whole line, so the lines before it count too. */
function decodeAuto(): (line: Buffer) => string {
  let isGb18030 = false;
  return (line) => {
    if (isAscii(line)) return line.toString('latin1');
    if (isUtf8(line)) {
      isGb18030 = false;
      return line.toString('utf8');
    }
    isGb18030 ||= !isMostlyUtf8(line.toString('utf8'));
    return isGb18030 ? gb18030.decode(line) : line.toString('utf8');
  };
}

function isMostlyUtf8(text: string): boolean {
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  const good = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return good > 2 * bad;
}

function narrowLineEnd(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(0x0a, from);
  return at < 0 ? -1 : at + 1;
}

function wide(encoding: 'utf-16le' | 'utf-16be', markBytes: number): LineDecoder {
  const low = encoding === 'utf-16le' ? 0 : 1; // where the byte 0A of a line end stands
  const decoder = new TextDecoder(encoding);
  return {
    markBytes,
    unit: 2,
    lineEnd: (bytes, from) => {
      for (let at = bytes.indexOf(0x0a, from); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
        const start = at - low;
        if ((start - from) % 2 === 0 && start >= from && bytes[start + 1 - low] === 0)
          return start + 2;
      }
      return -1;
    },
    decode: (line) => trimmed(decoder.decode(line)),
  };
}

function trimmed(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
