const shanghaiMs = 8 * 3_600_000;

function iso(atMs: number): string {
  return new Date(Math.round(atMs) + shanghaiMs).toISOString();
}

/** `20240513`, local day. */
export function day(atMs: number): string {
  return iso(atMs).slice(0, 10).replaceAll('-', '');
}

/** `09`, local hour. */
export function hour(atMs: number): string {
  return iso(atMs).slice(11, 13);
}

/** `2024-05-13 09:12:40`. */
export function toSecond(atMs: number): string {
  return iso(atMs).slice(0, 19).replace('T', ' ');
}

/** `2024-05-13 09:12:40,118`, as log4net writes it. */
export function toMillisecond(atMs: number): string {
  return `${toSecond(atMs)},${iso(atMs).slice(20, 23)}`;
}

/** `20240513091240118`, as the national envelope has it. */
export function compact(atMs: number): string {
  return iso(atMs).slice(0, 23).replaceAll(/\D/g, '');
}

/** `2024-05-13T09:12:40+08:00`. */
export function zoned(atMs: number): string {
  return `${iso(atMs).slice(0, 19)}+08:00`;
}

/** `2024-05-13 09:12:40.118`, a timestamp without zone for the database. */
export function forDatabase(atMs: number): string {
  return iso(atMs).slice(0, 23).replace('T', ' ');
}

/** A timestamp without zone from the database, as milliseconds since 1970. */
export function fromDatabase(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) - shanghaiMs;
}

/** Of `20240513091240118`. */
export function fromCompact(text: string): number {
  const [, y, mo, d, h, mi, s, ms] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(text) ?? [];
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`) - shanghaiMs;
}
