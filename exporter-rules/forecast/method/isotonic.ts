import { item } from './hours.ts';

/** A forecast probability and what came of it. */
export interface Outcome {
  readonly probability: number;
  readonly happened: boolean;
}

/** A rising step function, given by its corners. */
export interface Isotonic {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

interface Block {
  sum: number;
  hits: number;
  count: number;
}

/**
 * The rising function nearest to the outcomes by least squares: pool adjacent violators (Ayer and others 1955).
 * `prior` outcomes that say "as forecast" stand beside each block, so that few outcomes change little.
 */
export function isotonicOf(outcomes: readonly Outcome[], prior = 2): Isotonic {
  const sorted = outcomes.toSorted((one, other) => one.probability - other.probability);
  const blocks: Block[] = [];
  const value = ({ sum, hits, count }: Block) => (hits + (prior * sum) / count) / (count + prior);
  for (const { probability, happened } of sorted) {
    blocks.push({ sum: probability, hits: happened ? 1 : 0, count: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (last === undefined || before === undefined) break;
      // With the prior in it: a short block is pulled further, and could fall below the one before.
      if (value(before) < value(last)) break;
      before.sum += last.sum;
      before.hits += last.hits;
      before.count += last.count;
      blocks.pop();
    }
  }
  return {
    from: blocks.map(({ sum, count }) => sum / count),
    to: blocks.map(value),
  };
}

/** Value of the function between its corners; without corners a probability stays as it is. */
export function recalibrated({ from, to }: Isotonic, probability: number): number {
  if (from.length === 0) return probability;
  let index = 0;
  while (index < from.length && item(from, index) < probability) index += 1;
  const [x0, y0] = index === 0 ? [0, 0] : [item(from, index - 1), item(to, index - 1)];
  const [x1, y1] = index === from.length ? [1, 1] : [item(from, index), item(to, index)];
  const share = x1 > x0 ? (probability - x0) / (x1 - x0) : 1;
  return y0 + share * (y1 - y0);
}
