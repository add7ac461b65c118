import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countStates, groupTiles } from './tile-groups.ts';

const tiles = ['正常', '停机', '正常'].map((state, i) => ({
  code: String(i),
  name: `示例${i}`,
  state,
  color: state === '正常' ? 'blue' : 'red',
}));

test('hospitals of a district stand together under its name', () => {
  const placed = tiles.map((tile, i) => ({ tile, district: i === 1 ? '110108' : '110105' }));

  const groups = groupTiles(placed, (code) => `区${code}`);

  assert.deepEqual(
    groups.map(({ label, tiles: list }) => [label, list.map(({ code }) => code)]),
    [
      ['区110105', ['0', '2']],
      ['区110108', ['1']],
    ],
  );
});

test('the legend counts each state in words', () => {
  assert.deepEqual(countStates(tiles), [
    { state: '正常', color: 'blue', count: 2 },
    { state: '停机', color: 'red', count: 1 },
  ]);
});
