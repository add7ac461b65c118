import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layOutTiles, neighbor, tileSpot } from './tile-layout.ts';

const room = { width: 600, height: 500, gap: 4, aspect: 1 };

describe('a map of tiles', () => {
  test('of 3,600 hospitals in 16 districts stays inside its room', () => {
    const counts = Array.from({ length: 16 }, (_, i) => 210 + i * 2);

    const layout = layOutTiles(counts, room);

    const last = tileSpot(layout, 15, (counts[15] ?? 0) - 1);
    assert.ok(last.y + layout.cellHeight <= room.height + 0.01);
    assert.ok(layout.cellWidth * layout.columns <= room.width + 0.01);
    assert.ok(layout.cellWidth >= 7 && layout.cellHeight >= 7, JSON.stringify(layout));
  });

  test('gives twenty hospitals tiles wide enough for a name', () => {
    const layout = layOutTiles([7, 6, 4, 3], { ...room, aspect: 1.5 });

    assert.equal(layout.columns, 4);
    assert.ok(layout.cellWidth > 120 && layout.cellHeight > 70);
  });

  test('begins each district in a row of its own', () => {
    const layout = layOutTiles([5, 5], room);

    assert.equal(tileSpot(layout, 1, 0).x, 0);
    assert.ok(tileSpot(layout, 1, 0).y > tileSpot(layout, 0, 4).y);
  });

  test('of nothing has no tiles and does not divide by zero', () => {
    const layout = layOutTiles([], room);

    assert.deepEqual(layout.tops, []);
    assert.ok(Number.isFinite(layout.cellHeight));
  });
});

describe('arrow keys', () => {
  const spots = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 20, y: 0 },
    { x: 0, y: 10 },
    { x: 10, y: 10 },
  ];

  for (const { key, from, to } of [
    { key: 'ArrowRight', from: 0, to: 1 },
    { key: 'ArrowLeft', from: 0, to: 0 },
    { key: 'ArrowDown', from: 1, to: 4 },
    { key: 'ArrowDown', from: 2, to: 4 },
    { key: 'ArrowUp', from: 4, to: 1 },
    { key: 'ArrowUp', from: 1, to: 1 },
    { key: 'End', from: 0, to: 4 },
    { key: 'Home', from: 4, to: 0 },
    { key: 'x', from: 2, to: 2 },
  ]) {
    test(`${key} leads from tile ${from} to tile ${to}`, () => {
      assert.equal(neighbor(spots, from, key), to);
    });
  }
});
