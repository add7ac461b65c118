/** What a picture shows; times in hours since 1970, levels as shares of the limit. */
export interface PictureFacts {
  readonly title: string;
  /** Oldest first, one an hour, the last at `hour`; NaN is a hole. */
  readonly levels: Float64Array;
  readonly hour: number;
  /** Hours from now until the limit by quantile; Infinity is open. */
  readonly hoursTo: { readonly low: number; readonly middle: number; readonly high: number };
}

const width = 360;
const height = 120;
const shownPast = 7 * 24;
const shownAhead = 72;

/** A small SVG for mail and console: a week of history, the limit, and the band in which the level is expected. */
export function picture({ title, levels, hoursTo }: PictureFacts): string {
  const past = levels.subarray(Math.max(0, levels.length - shownPast));
  const x = (hour: number) => (((hour + shownPast) / (shownPast + shownAhead)) * width).toFixed(1);
  const y = (share: number) =>
    (height - 8 - Math.min(1.05, Math.max(0, share)) * (height - 24)).toFixed(1);
  const now = past.at(-1) ?? 0;
  const strokes = lines(past).map(
    (stroke) =>
      `<polyline fill="none" stroke="#1f60c4" stroke-width="1.5" points="${stroke
        .map(([index, share]) => `${x(index - past.length + 1)},${y(share)}`)
        .join(' ')}"/>`,
  );
  const ends = [hoursTo.low, hoursTo.high].map((hours) => atHorizon(now, hours));
  const band =
    Number.isFinite(hoursTo.low) && !Number.isNaN(now)
      ? `<polygon fill="#f2994a" fill-opacity="0.35" points="${x(0)},${y(now)} ${ends
          .map(({ hour, share }) => `${x(hour)},${y(share)}`)
          .join(' ')}"/>`
      : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<line x1="0" x2="${width}" y1="${y(1)}" y2="${y(1)}" stroke="#c4162a" stroke-dasharray="4 3"/>`,
    `<line x1="${x(0)}" x2="${x(0)}" y1="0" y2="${height}" stroke="#999"/>`,
    ...strokes,
    band,
    '</svg>',
  ].join('');
}

/** Where a straight way to the limit stands at the right edge, or where it meets the limit before. */
function atHorizon(now: number, hours: number): { hour: number; share: number } {
  if (hours <= shownAhead) return { hour: hours, share: 1 };
  const share = Number.isFinite(hours) ? now + ((1 - now) * shownAhead) / hours : now;
  return { hour: shownAhead, share };
}

/** Stretches without holes. */
function lines(values: Float64Array): [index: number, value: number][][] {
  const found: [number, number][][] = [];
  let current: [number, number][] = [];
  for (const [index, value] of values.entries()) {
    if (!Number.isNaN(value)) current.push([index, value]);
    else if (current.length > 0) {
      found.push(current);
      current = [];
    }
  }
  return current.length > 0 ? [...found, current] : found;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
