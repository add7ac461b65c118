import { type DataFrame, FieldType } from '@grafana/data';

/** Frames that have a time and a number. */
export function timeFrames(frames: readonly DataFrame[]): DataFrame[] {
  const has = (frame: DataFrame, type: FieldType) => frame.fields.some((f) => f.type === type);
  return frames.filter((frame) => has(frame, FieldType.time) && has(frame, FieldType.number));
}

/** No frame holds a number: a curve of nothing but gaps is no curve. */
export function hasNoNumbers(frames: readonly DataFrame[]): boolean {
  return timeFrames(frames).every(({ fields }) =>
    fields.every(({ type, values }) => type !== FieldType.number || !values.some(Number.isFinite)),
  );
}
