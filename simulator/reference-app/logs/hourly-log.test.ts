import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { encodeGb18030 } from './gb18030.ts';
import { type Encoding, HourlyLog } from './hourly-log.ts';

const nine = Date.parse('2024-05-13T09:59:59.900+08:00');

test('GB18030 comes back from the decoder as it went in, in two and in four bytes', () => {
  const text = '读卡失败,请插入社保卡! € é ŀ 𠀀 㐀';

  assert.equal(new TextDecoder('gb18030').decode(encodeGb18030(text)), text);
  assert.equal(encodeGb18030('中').toString('hex'), 'd6d0');
  assert.equal(encodeGb18030('𠀀').length, 4);
});

const encodings: readonly [Encoding, string, string][] = [
  ['gb18030', 'gb18030', ''],
  ['utf8', 'utf-8', ''],
  ['utf8-bom', 'utf-8', 'efbbbf'],
  ['utf16le', 'utf-16le', 'fffe'],
  ['utf16be', 'utf-16be', 'feff'],
];

describe('encodings', () => {
  for (const [encoding, label, mark] of encodings) {
    test(`${encoding} is written with its mark once, and read again`, (t) => {
      const folder = tempDir(t);
      const log = new HourlyLog({ folder, encoding });
      log.write(nine, '签到');
      log.write(nine, '签退');
      log.close();

      const bytes = readFileSync(join(folder, '20240513/09.txt'));
      assert.ok(bytes.toString('hex').startsWith(mark));
      assert.equal(new TextDecoder(label).decode(bytes), '签到\r\n签退\r\n');
    });
  }
});

test('each hour has its file, and each day its folder', (t) => {
  const folder = tempDir(t);
  const log = new HourlyLog({ folder, encoding: 'utf8' });
  log.write(nine, 'a');
  log.write(nine + 200, 'b');
  log.write(nine + 15 * 3_600_000, 'c');
  log.close();

  assert.deepEqual(readdirSync(folder), ['20240513', '20240514']);
  assert.deepEqual(readdirSync(join(folder, '20240513')), ['09.txt', '10.txt']);
});

test('a torn entry has no end of line, and the next one stands behind it', (t) => {
  const folder = tempDir(t);
  const log = new HourlyLog({ folder, encoding: 'utf8' });
  log.tear(nine, 'abcdef', 0.5);
  log.close();
  log.write(nine, 'next');
  log.close();

  assert.equal(readFileSync(join(folder, '20240513/09.txt'), 'utf8'), 'abcnext\r\n');
});

test('after a move the next entry opens a new file', (t) => {
  const folder = tempDir(t);
  const log = new HourlyLog({ folder, encoding: 'utf8-bom' });
  log.write(nine, 'old');
  renameSync(join(folder, '20240513'), join(folder, 'moved'));
  log.close();
  log.write(nine, 'new');
  log.close();

  assert.equal(readFileSync(join(folder, '20240513/09.txt'), 'utf8'), '\ufeffnew\r\n');
});
