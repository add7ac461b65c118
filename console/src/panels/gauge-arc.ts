const start = 0.85 * Math.PI;
const end = 2.15 * Math.PI;

export interface Scale {
  readonly min: number;
  readonly max: number;
}

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** 0 to 1: where `value` stands between the ends of the arc. */
export function shareOf(value: number, { min, max }: Scale): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
}

/** The piece of the arc between two shares, as an SVG path; empty when it has no length. */
export function arcPath({ x, y, radius }: Circle, fromShare: number, toShare: number): string {
  if (toShare <= fromShare) return '';
  const from = start + (end - start) * fromShare;
  const to = start + (end - start) * toShare;
  const point = (angle: number) =>
    `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
  const isLarge = to - from > Math.PI ? 1 : 0;
  return `M ${point(from)} A ${round(radius)} ${round(radius)} 0 ${isLarge} 1 ${point(to)}`;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
