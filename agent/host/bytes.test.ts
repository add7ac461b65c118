import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bytes } from './bytes.ts';
import { Rows } from './rows.ts';

function bytesOf(text: string): Bytes {
  const bytes = new Bytes();
  bytes.length = bytes.data.write(text);
  bytes.data[bytes.length] = 0;
  bytes.path = '/proc/test';
  return bytes;
}

test('numbers are read behind blanks, with sign and decimals', () => {
  const bytes = bytesOf('  12\t-7 0.30 -1 18446744073709551616 ff 0A\n');

  assert.equal(bytes.integer(), 12);
  assert.equal(bytes.integer(), -7);
  assert.equal(bytes.decimal(), 0.3);
  assert.equal(bytes.decimal(), -1);
  assert.equal(bytes.integer(), 2 ** 64);
  assert.equal(bytes.hex(), 255);
  assert.equal(bytes.hex(), 10);
  assert.ok(bytes.atLineEnd);
});

test('what is no number is told with its place', () => {
  const bytes = bytesOf('12 abc');
  bytes.integer();

  assert.throws(
    () => bytes.integer(),
    /^Error: \/proc\/test: expected a number at byte 3, got "abc"$/,
  );
});

test('words and lines end where they should, also without a last newline', () => {
  const bytes = bytesOf('eth0: 1 2\n以太网: 3');

  assert.equal(bytes.word(), 'eth0:');
  bytes.nextLine();
  assert.equal(bytes.word(), '以太网:');
  assert.equal(bytes.line(), ' 3');
  assert.ok(bytes.atEnd);
  assert.equal(bytes.word(), '');
});

test('a word is taken only whole', () => {
  const bytes = bytesOf('cpu10 1');

  assert.equal(bytes.take(Buffer.from('cpu1')), false);
  assert.equal(bytes.take(Buffer.from('cpu10')), true);
  assert.equal(bytes.integer(), 1);
});

test('rows are made once, and again when the table has changed', () => {
  const made: string[] = [];
  const rows = new Rows((word) => {
    made.push(word);
    return { word };
  });
  const read = (text: string): string[] => {
    const bytes = bytesOf(text);
    const seen: string[] = [];
    rows.begin();
    while (!bytes.atEnd) {
      seen.push(rows.next(bytes).word);
      bytes.nextLine();
    }
    return seen;
  };

  assert.deepEqual(read('a 1\nb 2\n'), ['a', 'b']);
  assert.deepEqual(read('a 3\nb 4\n'), ['a', 'b']);
  assert.deepEqual(made, ['a', 'b']);
  assert.deepEqual(read('b 5\nc 6\n'), ['b', 'c']);
  assert.deepEqual(made, ['a', 'b', 'b', 'c']);
});
