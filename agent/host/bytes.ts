const newline = 10;
const blank = 32;
const minus = 45;
const point = 46;
const colon = 58;
const zero = 48;
const nine = 57;

/** More digits, added up one by one, would gather errors of rounding. */
const exactDigits = 15;

/**
 * The text of the file read last, with a cursor. Numbers are taken from the bytes: no string, no
 * array and no object per value. One instance serves all files of a host, one after the other.
 */
export class Bytes {
  /** The text is data[0, length); data[length] is 0, so that no loop runs past the end. */
  data: Buffer = Buffer.alloc(64 * 1024);
  length = 0;
  at = 0;
  path = '';

  get atEnd(): boolean {
    return this.at >= this.length;
  }

  /** The whole text, for sources that are read rarely. */
  toString(): string {
    return this.data.toString('utf8', 0, this.length);
  }

  skipBlanks(): void {
    const { data } = this;
    let { at } = this;
    while (data[at] === blank || data[at] === 9) at++;
    this.at = at;
  }

  /** To the end of the word under the cursor; a word ends at a blank or a line's end. */
  skipWord(): void {
    const { data } = this;
    let { at } = this;
    while ((data[at] as number) > blank) at++;
    this.at = at;
  }

  /** Behind so many words and the blanks before each. */
  skipWords(count: number): void {
    for (let i = 0; i < count; i++) {
      this.skipBlanks();
      this.skipWord();
    }
  }

  /** To the start of the next line, or the end. */
  nextLine(): void {
    const { data, length } = this;
    let { at } = this;
    while (at < length && data[at] !== newline) at++;
    this.at = at < length ? at + 1 : length;
  }

  /** The same for lines of thousands of bytes. */
  nextLongLine(): void {
    const end = this.data.indexOf(newline, this.at);
    this.at = end < 0 || end >= this.length ? this.length : end + 1;
  }

  /** Whether the line under the cursor holds nothing more. */
  get atLineEnd(): boolean {
    return this.at >= this.length || this.data[this.at] === newline;
  }

  /** Blanks, then a whole number with an optional sign; throws when there is none. */
  integer(): number {
    this.skipBlanks();
    const { data } = this;
    const negative = data[this.at] === minus;
    const start = negative ? this.at + 1 : this.at;
    let at = start;
    let value = 0;
    for (let byte = data[at] as number; byte >= zero && byte <= nine; byte = data[++at] as number) {
      value = value * 10 + (byte - zero);
    }
    if (at === start) throw this.unexpected('a number');
    this.at = at;
    if (at - start > exactDigits) value = Number(data.toString('latin1', start, at));
    return negative ? -value : value;
  }

  /** Blanks, then a number such as 12.30, exact to its last digit. */
  decimal(): number {
    const whole = this.integer();
    if (this.data[this.at] !== point) return whole;
    const { data } = this;
    let at = this.at + 1;
    let value = whole;
    let scale = 1;
    for (let byte = data[at] as number; byte >= zero && byte <= nine; byte = data[++at] as number) {
      value = value * 10 + (byte - zero);
      scale *= 10;
    }
    this.at = at;
    return value / scale;
  }

  /** Blanks, then a hexadecimal number without 0x; throws when there is none. */
  hex(): number {
    this.skipBlanks();
    const start = this.at;
    let value = 0;
    for (
      let digit = hexDigit(this.data[this.at]);
      digit >= 0;
      digit = hexDigit(this.data[this.at])
    ) {
      value = value * 16 + digit;
      this.at++;
    }
    if (this.at === start) throw this.unexpected('a hexadecimal number');
    return value;
  }

  /** Blanks, then a word as a string; '' at the end of a line. For labels, not for numbers. */
  word(): string {
    this.skipBlanks();
    const start = this.at;
    this.skipWord();
    return this.data.toString('utf8', start, this.at);
  }

  /** The rest of the line as a string; the cursor goes to the next line. */
  line(): string {
    const start = this.at;
    this.nextLine();
    const end = this.data[this.at - 1] === newline ? this.at - 1 : this.at;
    return this.data.toString('utf8', start, end);
  }

  /** Whether exactly this word stands under the cursor; if so the cursor moves behind it. */
  take(word: Uint8Array): boolean {
    const { data, at } = this;
    const size = word.length;
    for (let i = 0; i < size; i++) if (data[at + i] !== word[i]) return false;
    const next = data[at + size] as number;
    if (next > blank) return false;
    this.at = at + size;
    return true;
  }

  /** Steps over a colon if one is there. */
  skipColon(): void {
    if (this.data[this.at] === colon) this.at++;
  }

  /** What to throw when the text is not as expected: where, what was expected, what was seen. */
  unexpected(expected: string): Error {
    const seen = this.data.toString('utf8', this.at, Math.min(this.at + 40, this.length));
    return new Error(
      `${this.path}: expected ${expected} at byte ${this.at}, got ${JSON.stringify(seen)}`,
    );
  }
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= zero && byte <= nine) return byte - zero;
  const letter = byte | blank; // to lower case
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
