import type { Injection } from './faults/fault.ts';
import { faults } from './faults/index.ts';
import { CityTwin, type Placed } from './twins/city-twin.ts';

/** A Monday morning in the peak, and the small hours after it. */
export const mondayMorning = Date.parse('2026-11-23T09:30:00+08:00');
export const minuteMs = 60_000;
export const hourMs = 3_600_000;

/** The small city on addresses that tests may use. */
export function smallCity(seed = 1): CityTwin {
  const addresses = { servers: '127.21', gateways: '127.121', backupGateways: '127.122' };
  return new CityTwin({ fleet: 'small', seed, addresses });
}

export function placed(city: CityTwin, server: string): Placed {
  const found = city.servers.get(server);
  if (found === undefined) throw new Error(`expected server ${server} in the city`);
  return found;
}

/** Lets a fault happen. */
// biome-ignore lint/complexity/useMaxParams: a test reads best as inject(city, kind, request, when).
export function inject(
  city: CityTwin,
  kind: string,
  request: object,
  atMs = mondayMorning,
): Injection {
  const fault = faults.find((each) => each.kind === kind);
  if (fault === undefined) throw new Error(`expected a fault of kind ${kind}`);
  return fault.inject(city, request, atMs);
}

/** Every line of a page: series as written, and its value. */
export function seriesOf(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** The page of a server at a moment, as series. */
export function read(city: CityTwin, server: string, atMs: number): ReadonlyMap<string, number> {
  return seriesOf(city.page(placed(city, server), atMs));
}

/** Sum of the series whose text contains all these words. */
export function sumOf(series: ReadonlyMap<string, number>, ...words: readonly string[]): number {
  return [...series]
    .filter(([name]) => words.every((word) => name.includes(word)))
    .reduce((sum, [, value]) => sum + value, 0);
}

/** A clock that a test moves. */
export function clockAt(startMs: number): { now(): number; monotonic(): number; atMs: number } {
  const clock = { atMs: startMs, now: () => clock.atMs, monotonic: () => clock.atMs };
  return clock;
}
