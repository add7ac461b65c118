/** A state that lasts, as it is shown. */
export interface StateBlock {
  readonly text: string;
  readonly color: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Shown {
  readonly text: string;
  readonly color: string;
}

interface Samples {
  readonly times: readonly number[];
  readonly values: readonly unknown[];
  /** How long one sample stands. */
  readonly stepMs: number;
}

interface Drawing {
  readonly show: (value: unknown) => Shown;
  /** Whether neighbors of the same state become one block. */
  readonly isMerged: boolean;
}

/** Samples as blocks. A missing sample is a gap, and a gap stays a gap. */
export function stateBlocks(samples: Samples, { show, isMerged }: Drawing): StateBlock[] {
  const { times, values, stepMs } = samples;
  const blocks: StateBlock[] = [];
  let isAfterGap = true;
  for (const [i, fromMs] of times.entries()) {
    const value = values[i];
    if (value === null || value === undefined) {
      isAfterGap = true;
      continue;
    }
    const shown = show(value);
    const toMs = fromMs + stepMs;
    const last = blocks.at(-1);
    const follows = last !== undefined && !isAfterGap && fromMs - last.toMs < stepMs / 2;
    if (isMerged && follows && last.text === shown.text) {
      blocks[blocks.length - 1] = { ...last, toMs };
    } else {
      blocks.push({ ...shown, fromMs, toMs });
    }
    isAfterGap = false;
  }
  return blocks;
}

/** The step of a time field: told by the data source, else guessed from the first two samples. */
export function stepMs(times: readonly number[], interval: number | null | undefined): number {
  if (interval) return interval;
  const [first, second] = times;
  return first === undefined || second === undefined ? 60_000 : second - first;
}
