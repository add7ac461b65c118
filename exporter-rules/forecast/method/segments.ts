import { at, item } from './hours.ts';
import { robustDeviation } from './quantiles.ts';

/** Shortest segment: less is a burst, not a new way of life. */
const leastHours = 6;

/**
 * Indices at which a new straight line begins, the first one included. Penalised least squares over the whole
 * series, F(t) = min over s of F(s) + RSS(s + 1 .. t) + beta, beta = 3 v ln n, v the variance of the noise from
 * 1.4826 MAD of the differences / sqrt 2, with the pruning of Killick, Fearnhead and Eckley 2012 (PELT).
 * Missing hours (NaN) cost nothing; `forced` are breaks that are known (another capacity, a reboot).
 */
export function segmentStarts(values: Float64Array, forced: readonly number[] = []): number[] {
  const borders = [0, ...forced.filter((index) => index > 0 && index < values.length)];
  const starts = [...new Set(borders)].toSorted((one, other) => one - other);
  return starts.flatMap((from, index) => {
    const to = starts[index + 1] ?? values.length;
    return pelt(values, from, to);
  });
}

function pelt(values: Float64Array, from: number, to: number): number[] {
  const sums = new RunningSums(values, from, to);
  const count = to - from;
  const penalty = 3 * noiseVariance(values, from, to) * Math.log(Math.max(2, count));
  const best = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Float64Array(count + 1);
  best[0] = -penalty;
  let candidates = [0];
  for (let end = leastHours; end <= count; end += 1) {
    const opened = end - leastHours;
    if (opened > 0 && Number.isFinite(at(best, opened))) candidates.push(opened);
    const costs = candidates.map((start) => at(best, start) + sums.rest(start, end));
    for (const [index, start] of candidates.entries()) {
      const total = item(costs, index) + penalty;
      if (total >= at(best, end)) continue;
      best[end] = total;
      previous[end] = start;
    }
    candidates = candidates.filter((_, index) => item(costs, index) < at(best, end));
  }
  const starts: number[] = [];
  for (let end = count; end > 0; end = at(previous, end)) starts.push(from + at(previous, end));
  return starts.toReversed();
}

function noiseVariance(values: Float64Array, from: number, to: number): number {
  const steps: number[] = [];
  let level = Math.abs(at(values, from)) || 0;
  for (let index = from + 1; index < to; index += 1) {
    const step = at(values, index) - at(values, index - 1);
    if (Number.isNaN(step)) continue;
    steps.push(step);
    level = Math.max(level, Math.abs(at(values, index)));
  }
  const size = Math.max(...steps.map(Math.abs), 0);
  // A series without noise must not be cut at each rounding error, of its steps or of its level.
  return steps.length === 0
    ? 1
    : Math.max(
        (robustDeviation(steps) / Math.SQRT2) ** 2,
        1e-9 * size * size,
        (1e-12 * level) ** 2,
        1e-30,
      );
}

/** Sums by which the residual sum of squares of any stretch is known at once. */
class RunningSums {
  readonly #columns: readonly Float64Array[];

  constructor(values: Float64Array, from: number, to: number) {
    const size = to - from + 1;
    this.#columns = Array.from({ length: 6 }, () => new Float64Array(size));
    let shift = Number.NaN;
    for (let index = 0; index < size - 1; index += 1) {
      const value = at(values, from + index);
      if (Number.isNaN(shift)) shift = value;
      const y = value - shift; // near 0, so that squares keep their digits
      const terms = Number.isNaN(value)
        ? [0, 0, 0, 0, 0, 0]
        : [1, index, y, index * index, index * y, y * y];
      for (const [place, column] of this.#columns.entries()) {
        column[index + 1] = at(column, index) + item(terms, place);
      }
    }
  }

  /** Residual sum of squares of the line through the values from `start` to before `end`. */
  rest(start: number, end: number): number {
    const [n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0] = this.#columns.map(
      (column) => at(column, end) - at(column, start),
    );
    if (n < 2) return 0;
    const cxx = xx - (x * x) / n;
    const cxy = xy - (x * y) / n;
    const cyy = yy - (y * y) / n;
    return Math.max(0, cxx > 0 ? cyy - (cxy * cxy) / cxx : cyy);
  }
}
