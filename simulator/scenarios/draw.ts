import { formatDuration, parseDuration } from '../../lib/duration.ts';
import { mix, seedOf, uniform } from '../fleet/random.ts';

export type Settings = Readonly<Record<string, string | number>>;

/** `3d..10d`, `1..5` and `0.15..0.60` become one value between; all else stays. */
export function drawSettings(settings: Settings, state: number): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, draw(value, mix(state, seedOf(name)))]),
  );
}

function draw(value: string | number, state: number): string | number {
  const [from, to] = String(value).split('..');
  if (from === undefined || to === undefined) return value;
  const at = uniform(state);
  if (/^\d+$/.test(from)) return Math.floor(Number(from) + at * (Number(to) - Number(from) + 1));
  if (/^\d*\.\d+$/.test(from))
    return Math.round(drawBetween(Number(from), Number(to), at) * 1000) / 1000;
  const ms = drawBetween(parseDuration(from), parseDuration(to), at);
  return formatDuration(Math.round(ms / 1000) * 1000);
}

/** A value between two, by a share from 0 to 1. */
export function drawBetween(from: number, to: number, at: number): number {
  return from + (to - from) * at;
}
