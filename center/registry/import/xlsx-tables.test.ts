import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { type Mistake, mistakeLine } from './table.ts';
import { xlsxTables } from './xlsx-tables.ts';

const heading = ['adcode', 'name', 'tile_col', 'tile_row'];

describe('a workbook', () => {
  test('gives a table for each sheet, with the numbers of its rows', async () => {
    const { tables } = await read([
      ['districts', [[], heading, [], ['110105', '朝阳区', 3, 2]]],
      ['empty', [[null]]],
    ]);

    assert.deepEqual(tables, [
      {
        kind: 'districts',
        file: 'list.xlsx[districts]',
        rows: [
          { line: 4, cells: { adcode: '110105', name: '朝阳区', tile_col: '3', tile_row: '2' } },
        ],
      },
    ]);
  });

  test('says day, yes and number as people see them', async () => {
    const columns = 'id,hospital,role,hostname,address,os,arch,scrape,asset_no,purchased'.split(
      ',',
    );
    const row = [true, 1, 'a', 'b', 'c', 'd', 'e', 'f', 'g', new Date('2026-03-01T00:00:00Z')];

    const { tables } = await read([['any name', [columns, row]]]);

    const cells = tables[0]?.rows[0]?.cells;
    assert.deepEqual([cells?.id, cells?.hospital, cells?.purchased], ['true', '1', '2026-03-01']);
  });

  test('with a strange heading names its sheet', async () => {
    const { mistakes } = await read([['notes', [['hello', 'world']]]]);

    assert.deepEqual(mistakes, [
      'list.xlsx[notes]:1: got "hello,world"; allowed: a heading with one of adcode, code, id, mobile',
    ]);
  });

  test('without a row is a mistake', async () => {
    assert.match(
      (await read([['a', [[null]]]])).mistakes[0] ?? '',
      /got nothing; allowed: a sheet/,
    );
  });

  for (const [what, bytes, reason] of [
    ['that is text', Buffer.from('adcode,name'), /the file is not a ZIP archive/],
    ['that is empty', Buffer.alloc(0), /the file is not a ZIP archive/],
    ['that would unpack to a gigabyte', bomb(1024), /larger than 64 MB/],
    ['that lies about its size', bomb(80), /larger than 64 MB/],
  ] as const) {
    test(`${what} is refused`, async () => {
      const mistakes: Mistake[] = [];

      const tables = await xlsxTables({ file: 'list.xlsx', mistakes }, bytes);

      assert.deepEqual(tables, []);
      assert.match(mistakes.map(mistakeLine).join('\n'), reason);
    });
  }
});

type Value = string | number | boolean | Date | null;

async function read(
  sheets: readonly (readonly [name: string, rows: readonly (readonly Value[])[]])[],
) {
  const workbook = sheets.map(([sheet, rows]) => ({ sheet, data: rows.map(cellsOf) as SheetData }));
  const bytes = await writeWorkbook(workbook).toBuffer();
  const mistakes: Mistake[] = [];
  const tables = await xlsxTables({ file: 'list.xlsx', mistakes }, bytes);
  return { tables, mistakes: mistakes.map(mistakeLine) };
}

function cellsOf(row: readonly Value[]) {
  return row.map((value) => {
    if (value === null) return null;
    return value instanceof Date ? { value, format: 'yyyy-mm-dd' } : { value };
  });
}

/** An archive of one part of so many megabytes of zeros, which says that it has ten bytes. */
function bomb(megabytes: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(megabytes * 1024 ** 2));
  const name = Buffer.from('xl/workbook.xml');
  const header = (size: number, mark: number) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUInt32LE(mark, 0);
    return bytes;
  };
  const local = header(30, 0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = header(46, 0x02014b50);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(10, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = header(22, 0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}
