import { type DataFrame, FieldType } from '@grafana/data';

/** Frames that have a time and a number. */
export function timeFrames(frames: readonly DataFrame[]): DataFrame[] {
  const has = (frame: DataFrame, type: FieldType) => frame.fields.some((f) => f.type === type);
  return frames.filter((frame) => has(frame, FieldType.time) && has(frame, FieldType.number));
}

export function hasNoTimeFrames(frames: readonly DataFrame[]): boolean {
  return timeFrames(frames).every((frame) => frame.length === 0);
}
