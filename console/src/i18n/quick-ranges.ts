import type { RangeUnit, Texts } from './texts.ts';

/** Relative ranges of the time picker: what a duty operator asks for, newest first. */
const relative: readonly (readonly [count: number, unit: RangeUnit])[] = [
  [5, 'm'],
  [15, 'm'],
  [30, 'm'],
  [1, 'h'],
  [3, 'h'],
  [6, 'h'],
  [12, 'h'],
  [24, 'h'],
  [2, 'd'],
  [7, 'd'],
  [14, 'd'],
  [30, 'd'],
];

export interface QuickRange {
  readonly from: string;
  readonly to: string;
  readonly display: string;
}

/** The picker writes its closed button from these too, hence in the language of the page. */
export function quickRanges(texts: Texts): QuickRange[] {
  return relative.map(([count, unit]) => ({
    from: `now-${count}${unit}`,
    to: 'now',
    display: texts.quickRange(count, unit),
  }));
}
