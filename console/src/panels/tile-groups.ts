/** One hospital on the map. */
export interface Tile {
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly color: string;
  readonly href?: string;
}

export interface TileGroup {
  readonly key: string;
  readonly label: string;
  readonly tiles: readonly Tile[];
}

/** Tiles by district in the order in which districts first appear. */
export function groupTiles(
  placed: readonly { readonly tile: Tile; readonly district: string }[],
  nameOf: (district: string) => string,
): TileGroup[] {
  const groups = new Map<string, Tile[]>();
  for (const { tile, district } of placed) {
    const group = groups.get(district);
    if (group) group.push(tile);
    else groups.set(district, [tile]);
  }
  return [...groups].map(([key, tiles]) => ({ key, label: nameOf(key), tiles }));
}

export interface StateCount {
  readonly state: string;
  readonly color: string;
  readonly count: number;
}

/** How many tiles are in each state, most frequent first: the legend and the words beside the colors. */
export function countStates(tiles: readonly Tile[]): StateCount[] {
  const counts = new Map<string, StateCount>();
  for (const { state, color } of tiles) {
    counts.set(state, { state, color, count: (counts.get(state)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
