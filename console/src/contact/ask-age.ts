import { type Fetch, requestJson } from '../api/request.ts';
import { seriesOf, toNumber } from '../prometheus/answer.ts';
import type { Beat } from './pulse.ts';

/** Minus one says that Prometheus answers but the age is not recorded. */
const query = 'max(city:data_age:seconds) or vector(-1)';
const timeoutMs = 8000;

interface AskParts {
  /** Where the center passes questions on. */
  readonly base: string;
  readonly fetch: Fetch;
  readonly now: () => number;
}

/** One question through the whole way that panels use: browser, center, Prometheus, rules. */
export async function askAge({ base, fetch, now }: AskParts): Promise<Beat> {
  const startMs = now();
  const url = `${base}/api/v1/query?${new URLSearchParams({ query })}`;
  const answer = (await requestJson({ url, timeoutMs }, fetch)) as { data?: unknown };
  const sample = seriesOf(answer.data)[0]?.values[0];
  if (!sample) return {};
  const [atSeconds, text] = sample;
  const age = toNumber(text);
  return {
    clockAheadMs: (startMs + now()) / 2 - atSeconds * 1000,
    ...(age >= 0 ? { ageSeconds: age } : {}),
  };
}
