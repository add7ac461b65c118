import type { Bytes } from './bytes.ts';

/**
 * What a collector knows about each row of a table, found again by the row's first word without
 * making a string: rows of /proc keep their order from read to read. A new word is decoded once.
 */
export class Rows<Row> {
  readonly #make: (word: string) => Row;
  readonly #words: Uint8Array[] = [];
  readonly #rows: Row[] = [];
  #next = 0;

  constructor(make: (word: string) => Row) {
    this.#make = make;
  }

  /** Before the first row of a read. */
  begin(): void {
    this.#next = 0;
  }

  /** Takes the word under the cursor and gives what is known of its row. */
  next(bytes: Bytes): Row {
    bytes.skipBlanks();
    const index = this.#next++;
    const word = this.#words[index];
    if (word !== undefined && bytes.take(word)) return this.#rows[index] as Row;
    return this.#learn(bytes, index);
  }

  #learn(bytes: Bytes, index: number): Row {
    const text = bytes.word();
    if (text === '') throw bytes.unexpected('the first word of a row');
    const row = this.#make(text);
    this.#words[index] = Buffer.from(text);
    this.#rows[index] = row;
    return row;
  }
}
