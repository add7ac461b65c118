export type Encoding = 'UTF-8' | 'GB18030';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Text of a file that somebody saved in UTF-8 or, as Chinese Excel does, in GB18030. Valid UTF-8 is
 * taken as such: GB18030 text is practically never valid UTF-8. A byte order mark is removed.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) throw new Error('the file is UTF-16; save it as "CSV UTF-8"');
  return (
    decodeAs('UTF-8', bytes) ??
    decodeAs('GB18030', bytes) ??
    fail('the file is neither UTF-8 nor GB18030')
  );
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): Decoded | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
