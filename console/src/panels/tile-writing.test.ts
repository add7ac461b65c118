import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameLines, writingFor } from './tile-writing.ts';

const tiles = [{ code: '1', name: '示例西城康复一院', state: '正常', color: '' }];

test('a long name is broken in two rather than made small', () => {
  const writing = writingFor(tiles, { cellWidth: 115, cellHeight: 76 });

  assert.equal(writing?.lines, 2);
  assert.ok((writing?.size ?? 0) >= 16);
});

test('a wide tile keeps its name in one line', () => {
  assert.deepEqual(writingFor(tiles, { cellWidth: 240, cellHeight: 76 }), { size: 18, lines: 1 });
});

test('tiles of 1,800 hospitals are too small for names', () => {
  assert.equal(writingFor(tiles, { cellWidth: 13, cellHeight: 13 }), undefined);
});

for (const { name, parts } of [
  { name: '示例西城康复一院', parts: ['示例西城', '康复一院'] },
  { name: '示例医院一', parts: ['示例医', '院一'] },
  { name: '一院', parts: ['一院'] },
  { name: 'Chaoyang First', parts: ['Chaoyang', 'First'] },
]) {
  test(`${name} is broken as ${parts.join(' / ')}`, () => {
    assert.deepEqual(nameLines(name, 2), parts);
  });
}
