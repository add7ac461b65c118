/** Where the tiles of several groups stand. Lengths in pixels. */
export interface TileLayout {
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Top of each group. */
  readonly tops: readonly number[];
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** Empty pixels between two groups. */
  readonly gap: number;
  /** Width by height that a tile should come near to. */
  readonly aspect: number;
}

/** The column count that makes the tiles largest. Each group begins in a row of its own: a district is a band. */
export function layOutTiles(counts: readonly number[], room: Room): TileLayout {
  const widest = Math.max(1, ...counts);
  let best = layOut(counts, room, 1);
  for (let columns = 2; columns <= widest; columns++) {
    const layout = layOut(counts, room, columns);
    if (size(layout, room) > size(best, room)) best = layout;
  }
  return best;
}

function layOut(counts: readonly number[], room: Room, columns: number): TileLayout {
  const rows = counts.map((count) => Math.ceil(count / columns));
  const allRows = rows.reduce((sum, n) => sum + n, 0);
  const gaps = room.gap * Math.max(0, counts.length - 1);
  const cellHeight = (room.height - gaps) / Math.max(1, allRows);
  const tops: number[] = [];
  let y = 0;
  for (const n of rows) {
    tops.push(y);
    y += n * cellHeight + room.gap;
  }
  return { columns, cellWidth: room.width / columns, cellHeight, tops };
}

function size({ cellWidth, cellHeight }: TileLayout, { aspect }: Room): number {
  return Math.min(cellWidth / aspect, cellHeight);
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Left upper corner of the `index`-th tile of a group. */
export function tileSpot(layout: TileLayout, group: number, index: number): Spot {
  const { columns, cellWidth, cellHeight, tops } = layout;
  return {
    x: (index % columns) * cellWidth,
    y: (tops[group] ?? 0) + Math.floor(index / columns) * cellHeight,
  };
}

/** The tile that an arrow key leads to, or the same one at an edge. */
export function neighbor(spots: readonly Spot[], at: number, key: string): number {
  if (key === 'Home') return 0;
  if (key === 'End') return spots.length - 1;
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(spots.length - 1, at + 1);
  const here = spots[at];
  if (!here || (key !== 'ArrowUp' && key !== 'ArrowDown')) return at;
  const isBeyond = (spot: Spot) =>
    key === 'ArrowUp' ? spot.y < here.y - 0.5 : spot.y > here.y + 0.5;
  let best = at;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, spot] of spots.entries()) {
    const distance = Math.abs(spot.y - here.y) * 1000 + Math.abs(spot.x - here.x);
    if (isBeyond(spot) && distance < least) {
      best = i;
      least = distance;
    }
  }
  return best;
}
