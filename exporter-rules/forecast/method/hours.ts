/** Hours of history that a target keeps: five weeks, so that each weekday and the last month-end are in it. */
export const historyHours = 35 * 24;

/** Hourly values, oldest first; the last one is the last complete hour. NaN: nothing was seen. */
export type Hours = Float64Array;

/** The value at an index, NaN outside. One kind of array only: V8 then keeps the access fast. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** The same for a list. */
export function item(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

/** Greatest of the values with index `from` to `to` - 1; NaN if fewer than 60 % of them are there. */
export function greatest(values: Hours, from: number, to: number): number {
  let most = Number.NEGATIVE_INFINITY;
  let seen = 0;
  for (let index = Math.max(0, from); index < to; index += 1) {
    const value = at(values, index);
    if (Number.isNaN(value)) continue;
    seen += 1;
    if (value > most) most = value;
  }
  return seen >= leastShare * (to - from) && seen > 0 ? most : Number.NaN;
}

/** Share of the hours that must be there; below it nothing is concluded from a stretch of time. */
export const leastShare = 0.6;

/** How many values are there. */
export function seenHours(values: Hours): number {
  let seen = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isNaN(at(values, index))) seen += 1;
  }
  return seen;
}

/** Greatest minus least value; 0 without values. */
export function rangeOf(values: Hours): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index += 1) {
    const value = at(values, index);
    if (value < least) least = value; // false for NaN
    if (value > most) most = value;
  }
  return most >= least ? most - least : 0;
}

/** Index of the first value that is there; the length if there is none. */
export function firstSeen(values: Hours): number {
  let index = 0;
  while (index < values.length && Number.isNaN(at(values, index))) index += 1;
  return index;
}
