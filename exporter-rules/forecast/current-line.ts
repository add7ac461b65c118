import { hourMs, type Target } from './history/target.ts';
import { at, historyHours } from './method/hours.ts';
import { type Line, lineTo } from './method/line.ts';
import { segmentStarts } from './method/segments.ts';

/** The explainable line over the present straight stretch; x in hours since its start. */
export interface CurrentLine {
  readonly startMs: number;
  /** Undefined while the stretch has too few hours. */
  readonly line: Line | undefined;
}

/** Cuts the last two weeks into straight stretches and draws the line over the newest; while growth is new, since its onset. */
export function currentLine(target: Target): CurrentLine {
  const { memory } = target.marks;
  const hours = target.hoursInto(new Float64Array(historyHours)).subarray(-14 * 24);
  const first = target.hour + 1 - hours.length;
  const start =
    memory.novelty === undefined
      ? (segmentStarts(hours).at(-1) ?? 0)
      : Math.max(0, Math.min(hours.length - 2, memory.novelty.onset - first));
  const x: number[] = [];
  const y: number[] = [];
  for (let index = start; index < hours.length; index += 1) {
    const value = at(hours, index);
    if (Number.isNaN(value)) continue;
    x.push(index - start);
    y.push(value);
  }
  return { startMs: (first + start + 1) * hourMs, line: lineTo(target.marks.limit, { x, y }) };
}
