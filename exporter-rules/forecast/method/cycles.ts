import { at, type Hours } from './hours.ts';

/** How far back a fall is looked for after a peak, hours. */
const fallWithin = 12;
/** Peaks nearer to each other are one. */
const apart = 8;

/**
 * Most that the past of a target that fills and is emptied in turn allows to fear: of the n cycles of the last five
 * weeks whose peak was above the present level and which ended in a fall of at least what is free now, h were full.
 * P <= (h + 1) / (n + 1), the rule of succession (Laplace 1774) with one cycle added that ends full; 1 where the
 * level is higher than at any peak, for then the past has nothing to say.
 */
export function cycleBound(reference: Hours, capacity: number): number {
  const now = reference.length - 1;
  const level = at(reference, now);
  const headroom = capacity - level;
  let above = 0;
  let full = 0;
  let index = now - apart;
  while (index >= 0) {
    const peak = at(reference, index);
    if (!(peak >= level) || !isPeak(reference, index) || !falls(reference, index, headroom)) {
      index -= 1;
      continue;
    }
    above += 1;
    if (peak >= 0.99 * capacity) full += 1;
    index -= apart;
  }
  return (full + 1) / (above + 1);
}

function isPeak(values: Hours, index: number): boolean {
  const value = at(values, index);
  for (let shift = 1; shift <= 3; shift += 1) {
    if (at(values, index - shift) > value || at(values, index + shift) > value) return false;
  }
  return true;
}

function falls(values: Hours, index: number, drop: number): boolean {
  const value = at(values, index);
  for (let k = 1; k <= fallWithin; k += 1) {
    if (value - at(values, index + k) >= drop) return true;
  }
  return false;
}
