import { readFileSync } from 'node:fs';

/**
 * Names that Grafana knows. The file is made of `@grafana/data`, a package of the console that the root does
 * without; schemas/README.md says how.
 */
interface GrafanaFacts {
  /** Of `@grafana/data`. */
  readonly version: string;
  readonly units: readonly string[];
  readonly reducers: readonly string[];
  readonly matchers: readonly string[];
  readonly colors: readonly string[];
}

const file = new URL('schemas/facts.json', import.meta.url);

export const facts = JSON.parse(readFileSync(file, 'utf8')) as GrafanaFacts;

const freeUnit = /^(suffix|prefix|time|si|count|currency|bool):./;
const colorCode = /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\([\d\s.,%/-]+\))$/i;

export function isUnit(unit: string): boolean {
  return facts.units.includes(unit) || freeUnit.test(unit);
}

export function isColor(color: string): boolean {
  return facts.colors.includes(color) || colorCode.test(color);
}
