const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  1000,
  5000,
  10_000,
  15_000,
  30_000,
  minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
];

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Round times of a span, at most `most` of them, in milliseconds. */
export function timeTicks({ fromMs, toMs }: Span, most: number): number[] {
  const step = stepFor({ fromMs, toMs }, most);
  const ticks: number[] = [];
  for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) ticks.push(ms);
  return ticks;
}

/** How a tick of such a span is written, in the notation of moment: never two ticks alike. */
export function tickFormat(span: Span, most: number): string {
  if (span.toMs - span.fromMs >= 1.5 * day) return 'MM/DD HH:mm';
  return stepFor(span, most) < minute ? 'HH:mm:ss' : 'HH:mm';
}

function stepFor({ fromMs, toMs }: Span, most: number): number {
  return steps.find((ms) => (toMs - fromMs) / ms <= most) ?? 7 * day;
}
