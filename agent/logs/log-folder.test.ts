import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { LogFolder } from './log-folder.ts';
import type { TailState } from './tail.ts';

interface Scene {
  readonly folder: string;
  path(name: string): string;
  /** All that is new, read in turns of `maxBytes`. */
  read(maxBytes?: number): string[];
  /** As after a restart: a new reader with the saved states. */
  restart(): void;
}

function scene(t: TestContext, firstStart: 'end' | 'begin' = 'begin', name = '*.log'): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'yibao-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const options = {
    files: [join(folder, name)],
    encoding: 'auto',
    maxLineBytes: 100,
    firstStart,
  } as const;
  let states: readonly TailState[] | undefined;
  let reader = new LogFolder(options, states);
  t.after(() => reader.close());
  return {
    folder,
    path: (file) => join(folder, file),
    read: (maxBytes = 1 << 20) => {
      const lines: string[] = [];
      for (let turns = 0; turns < 10_000; turns++) {
        const { isAtEnd } = reader.read({
          maxBytes,
          now: Date.now(),
          onLine: (line) => lines.push(line),
        });
        if (isAtEnd) return lines;
      }
      throw new Error('never at the end');
    },
    restart: () => {
      states = JSON.parse(JSON.stringify(reader.states()));
      reader.close();
      reader = new LogFolder(options, states);
    },
  };
}

describe('following a log', () => {
  test('an unfinished line waits for its end', (t) => {
    const { path, read } = scene(t);
    writeFileSync(path('a.log'), 'one\ntw');

    assert.deepEqual(read(), ['one']);
    appendFileSync(path('a.log'), 'o\nthree\n');
    assert.deepEqual(read(), ['two', 'three']);
  });

  test('what was there at the first start is left out, what comes later is not', (t) => {
    const { path, read } = scene(t, 'end');
    writeFileSync(path('a.log'), 'old\nhalf');
    assert.deepEqual(read(), []);

    appendFileSync(path('a.log'), ' new\n');
    writeFileSync(path('b.log'), 'from its begin\n');

    assert.deepEqual(read().sort(), ['from its begin', 'half new']);
  });

  test('rotation by renaming loses and doubles nothing', (t) => {
    const { path, read } = scene(t);
    writeFileSync(path('a.log'), '1\n');
    read();
    appendFileSync(path('a.log'), '2\n');
    renameSync(path('a.log'), path('a.log.1'));
    writeFileSync(path('a.log'), '3\n');

    assert.deepEqual(read(), ['2', '3']);
    assert.deepEqual(read(), []);
  });

  test('rotation by copying and cutting begins anew', (t) => {
    const { path, read } = scene(t);
    writeFileSync(path('a.log'), '1\n2\n');
    read();
    copyFileSync(path('a.log'), path('a.log.1'));
    truncateSync(path('a.log'));
    appendFileSync(path('a.log'), '3\n');

    assert.deepEqual(read(), ['3']);
  });

  test('a restart goes on where it was, in the middle of a rotation too', (t) => {
    const { path, read, restart } = scene(t);
    writeFileSync(path('a.log'), '1\n2\n');
    read();
    appendFileSync(path('a.log'), '3\n');
    restart();
    writeFileSync(path('b.log'), '4\n');

    assert.deepEqual(read(), ['3', '4']);
    restart();
    assert.deepEqual(read(), []);
  });

  test('a new file under the number of an old one is a new file', (t) => {
    const { path, read, restart } = scene(t);
    writeFileSync(path('a.log'), 'aaaa\nbbbb\n');
    read();
    restart();
    rmSync(path('a.log'));
    writeFileSync(path('a.log'), 'cccc\ndddd\neeee\n'); // often gets the same inode

    assert.deepEqual(read(), ['cccc', 'dddd', 'eeee']);
  });

  test('files by hour in folders by day are one log', (t) => {
    const { folder, read } = scene(t, 'begin', '*/*.txt');
    mkdirSync(join(folder, '20240513'));
    writeFileSync(join(folder, '20240513/09.txt'), 'nine\n');
    assert.deepEqual(read(), ['nine']);
    writeFileSync(join(folder, '20240513/10.txt'), 'ten\n');
    appendFileSync(join(folder, '20240513/09.txt'), 'late\n');

    assert.deepEqual(read().sort(), ['late', 'ten']);
  });

  test('a line that is too long is passed over, the next one is read', (t) => {
    const { path, read } = scene(t);
    writeFileSync(path('a.log'), `${'x'.repeat(5000)}\nshort\n`);

    assert.deepEqual(read(512), ['short']);
  });

  const text = '结算 settlement, 以太网 € 😀';
  for (const [encoding, bytes] of [
    ['UTF-8', Buffer.from(`${text}\r\n${text}\n`)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}\n${text}\n`)],
    ['UTF-16LE with mark', Buffer.from(`\ufeff${text}\r\n${text}\n`, 'utf16le')],
    ['UTF-16BE with mark', Buffer.from(`\ufeff${text}\r\n${text}\n`, 'utf16le').swap16()],
  ] as const) {
    test(`reads ${encoding}, also in small turns`, (t) => {
      const { path, read } = scene(t);
      writeFileSync(path('a.log'), bytes);

      assert.deepEqual(read(90), [text, text]);
    });
  }

  test('reads GB18030 without a mark', (t) => {
    const { path, read } = scene(t);
    writeFileSync(path('a.log'), Buffer.from([0xbd, 0xe1, 0xcb, 0xe3, 0x0a])); // 结算

    assert.deepEqual(read(), ['结算']);
  });

  test('whatever happens between two looks, each line comes once', (t) => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('write', 'tear', 'rename', 'restart', 'read'), { maxLength: 40 }),
        fc.integer({ min: 200, max: 2000 }),
        (steps, maxBytes) => {
          const writer = torturer(scene(t), maxBytes);
          for (const step of [...steps, 'write', 'read'] as const) writer[step]();
          const { seen, written } = writer;

          assert.deepEqual(
            seen,
            Array.from({ length: written() }, (_, index) => `line ${index + 1} end`),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Does to a log what happens to logs; `seen` is what the reader handed on. */
function torturer({ path, read, restart }: Scene, maxBytes: number) {
  const seen: string[] = [];
  let lines = 0;
  let rotated = 0;
  let isTorn = false;
  const look = (): void => {
    seen.push(...read(maxBytes));
  };
  return {
    seen,
    written: () => lines,
    restart,
    read: look,
    write: (): void => {
      if (!isTorn) lines += 1;
      appendFileSync(path('a.log'), isTorn ? ' end\n' : `line ${lines} end\n`);
      isTorn = false;
    },
    tear: (): void => {
      if (isTorn) return;
      lines += 1;
      appendFileSync(path('a.log'), `line ${lines}`);
      isTorn = true;
    },
    rename: (): void => {
      if (isTorn || lines === 0) return;
      look(); // between two rotations the reader looks at least once
      rotated += 1;
      renameSync(path('a.log'), path(`old-${rotated}`));
      writeFileSync(path('a.log'), '');
    },
  };
}
