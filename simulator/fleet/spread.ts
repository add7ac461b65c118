/**
 * Gives the i-th call its place among all calls, from 0 to 1, so that any stretch of calls is spread evenly: the van der
 * Corput sequence (the bits of i mirrored at the point), shifted by bits of its own for each server and kind.
 *
 * How many of the first n calls lie below some thresholds needs a look at each bit of n only: the calls from a multiple
 * of 2^k on, 2^k of them, lie exactly 2^-k apart. So every call falls into one bucket of a histogram and stays there,
 * without a memory of calls. Thresholds are shares times 2^32.
 */
export function countsBelow(calls: number, thresholds: Float64Array, shift: number): Float64Array {
  const counts = new Float64Array(thresholds.length);
  let start = 0;
  for (let bit = 31; bit >= 0; bit -= 1) {
    const size = 2 ** bit;
    if (calls - start < size) continue;
    // Within the block the upper bits take every value once; the lower ones are the same for all.
    const spacing = whole / size;
    const perSpacing = 1 / spacing; // exact: a power of two
    const offset = ((mirrored(start) ^ shift) >>> 0) % spacing;
    for (let at = 0; at < counts.length; at += 1) {
      const below = Math.ceil(((thresholds[at] ?? 0) - offset) * perSpacing);
      if (below > 0) counts[at] = (counts[at] ?? 0) + Math.min(below, size);
    }
    start += size;
  }
  return counts;
}

/** 1 as a threshold. */
export const whole = 2 ** 32;

/** The 32 bits in opposite order. */
function mirrored(value: number): number {
  let v = value >>> 0;
  v = ((v >>> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return ((v >>> 16) | (v << 16)) >>> 0;
}
