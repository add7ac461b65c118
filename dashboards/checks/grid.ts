import type { GridPos, PanelJson } from './board-json.ts';
import { type Check, nameOf } from './check.ts';

const columns = 24;

export const grid: Check = {
  id: 'grid',
  refuses:
    'A panel outside the 24 columns, over another one, or with nothing under its feet: the grid has gravity.',
  *check({ board }) {
    const panels = board.panels ?? [];
    for (const [index, panel] of panels.entries()) {
      for (const fault of placeFaults(panel, panels.slice(0, index))) {
        yield `${nameOf(panel)}: ${fault}`;
      }
      if (floats(panel, panels)) yield `${nameOf(panel)}: nothing above it, it would move up`;
    }
  },
};

function* placeFaults(
  { gridPos: g }: PanelJson,
  before: readonly PanelJson[],
): Generator<string, void> {
  if (g === undefined) return yield 'has no place';
  const isInside = g.x >= 0 && g.y >= 0 && g.w >= 1 && g.h >= 1 && g.x + g.w <= columns;
  if (!isInside) yield `${g.w} × ${g.h} at ${g.x},${g.y} does not fit the ${columns} columns`;
  for (const other of before) {
    if (other.gridPos && overlap(g, other.gridPos)) yield `lies over ${nameOf(other)}`;
  }
}

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function floats({ gridPos: g }: PanelJson, panels: readonly PanelJson[]): boolean {
  if (g === undefined || g.y === 0) return false;
  const shelf: GridPos = { x: g.x, y: g.y - 1, w: g.w, h: 1 };
  return !panels.some(({ gridPos }) => gridPos && overlap(shelf, gridPos));
}
