import { endpointText } from '../registry.ts';
import { mistakeAt, place, type Sourced, type Subject } from './subject.ts';
import type { Mistake } from './table.ts';

/** What may belong to one only: a place on the tile map, an address. */
export function* checkClaims({ rows, stored }: Subject): Generator<Mistake> {
  yield* checkClaim(stored.districts.values(), rows.districts, {
    column: 'tile_col',
    keyOf: ({ adcode }) => adcode,
    claimOf: ({ tileCol, tileRow }) => `column ${tileCol}, row ${tileRow}`,
    allowed: 'a place of its own',
  });
  yield* checkClaim(stored.servers.values(), rows.servers, {
    column: 'address',
    keyOf: ({ id }) => id,
    claimOf: endpointText,
    allowed: 'an address of its own',
  });
}

interface Claim<T> {
  readonly column: string;
  readonly keyOf: (value: T) => string;
  readonly claimOf: (value: T) => string;
  readonly allowed: string;
}

function* checkClaim<T>(
  stored: Iterable<T>,
  rows: readonly Sourced<T>[],
  { column, keyOf, claimOf, allowed }: Claim<T>,
): Generator<Mistake> {
  const rewritten = new Set(rows.map(({ value }) => keyOf(value)));
  const owners = new Map<string, { readonly key: string; readonly name: string }>();
  for (const value of stored) {
    const key = keyOf(value);
    if (!rewritten.has(key)) owners.set(claimOf(value), { key, name: `${key} in the registry` });
  }
  for (const row of rows) {
    const key = keyOf(row.value);
    const seen = claimOf(row.value);
    const owner = owners.get(seen) ?? { key, name: `${key} at ${place(row)}` };
    owners.set(seen, owner);
    if (owner.key === key) continue;
    yield mistakeAt(row, { column, seen }, `${allowed}; this one belongs to ${owner.name}`);
  }
}
