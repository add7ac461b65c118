import { textWidth } from './text-width.ts';
import type { Tile } from './tile-groups.ts';

/** How names are written into the tiles of a map: all alike. */
export interface Writing {
  /** In pixels. */
  readonly size: number;
  readonly lines: 1 | 2;
}

interface Cell {
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** The state stands below the name, a little smaller. */
export const stateShare = 0.85;
/** From line to line, by the size of the letters. */
export const leading = 1.25;

const largest = 18;
const smallest = 11;
const margin = 14;

/** One line or two, whichever makes the letters larger; nothing when they could not be read. */
export function writingFor(tiles: readonly Tile[], cell: Cell): Writing | undefined {
  const one = sizeFor(tiles, cell, 1);
  const two = sizeFor(tiles, cell, 2);
  if (Math.max(one, two) < smallest) return undefined;
  return two > one ? { size: two, lines: 2 } : { size: one, lines: 1 };
}

/** A name in one line or in two halves. */
export function nameLines(name: string, lines: 1 | 2): readonly string[] {
  const letters = [...name];
  if (lines === 1 || letters.length < 4) return [name];
  const space = name.indexOf(' ', letters.length / 3);
  const at = space > 0 ? space : Math.ceil(letters.length / 2);
  return [letters.slice(0, at).join(''), letters.slice(at).join('').trim()];
}

function sizeFor(tiles: readonly Tile[], { cellWidth, cellHeight }: Cell, lines: 1 | 2): number {
  let widest = 1;
  for (const { name, state } of tiles) {
    widest = Math.max(widest, textWidth(state) * stateShare);
    for (const part of nameLines(name, lines)) widest = Math.max(widest, textWidth(part));
  }
  const byWidth = ((cellWidth - margin) / widest) * 12;
  const byHeight = (cellHeight - margin / 2) / ((lines + stateShare) * leading);
  return Math.min(largest, byWidth, byHeight);
}
