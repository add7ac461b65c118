import { type Fetch, RequestError, requestJson } from '../api/request.ts';
import { type Series, seriesOf } from './answer.ts';
import type { TimeGrid } from './time-grid.ts';

/** What the client tells about every question, so that the page knows whether somebody answers. */
interface Reachability {
  /** A sentence while nobody answers: then questions fail at once and only the pulse knocks. */
  silence(): string | undefined;
  /** Called when a question found nobody. */
  unanswered(): void;
}

interface ClientParts {
  /** Where the center passes questions on, e.g. `/api/v1/prometheus`. */
  readonly base: string;
  readonly fetch: Fetch;
  readonly reachability: Reachability;
}

interface Range {
  readonly query: string;
  readonly grid: TimeGrid;
}

interface Instant {
  readonly query: string;
  /** Absent means now, by the clock of Prometheus. */
  readonly atSeconds?: number;
}

interface LabelValues {
  readonly label: string;
  readonly selector?: string;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

type Params = Readonly<Record<string, string>>;

/** Longer questions go by POST: proxies cut addresses of some kilobytes. */
const longestGet = 2000;
const timeoutMs = 15_000;

/** Read-only questions to Prometheus through the center. Failures are RequestErrors with a sentence. */
export class PrometheusClient {
  readonly #parts: ClientParts;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  async instant({ query, atSeconds }: Instant, signal?: AbortSignal): Promise<readonly Series[]> {
    const time: Params = atSeconds === undefined ? {} : { time: String(atSeconds) };
    return seriesOf(await this.#ask('query', { query, ...time }, signal));
  }

  async range({ query, grid }: Range, signal?: AbortSignal): Promise<readonly Series[]> {
    const params = {
      query,
      start: String(grid.fromSeconds),
      end: String(grid.toSeconds),
      step: String(grid.stepSeconds),
    };
    return seriesOf(await this.#ask('query_range', params, signal));
  }

  async labelValues({ label, selector, ...range }: LabelValues): Promise<readonly string[]> {
    const params = { start: String(range.fromSeconds), end: String(range.toSeconds) };
    const match: Params = selector === undefined ? {} : { 'match[]': selector };
    return (await this.#ask(`label/${label}/values`, { ...params, ...match })) as string[];
  }

  async #ask(path: string, params: Params, signal?: AbortSignal): Promise<unknown> {
    const { base, fetch, reachability } = this.#parts;
    const silence = reachability.silence();
    if (silence !== undefined) throw new RequestError('unreachable', silence);
    const form = new URLSearchParams(params);
    const url = `${base}/api/v1/${path}`;
    const isLong = form.toString().length > longestGet;
    const request =
      isLong && !path.startsWith('label/') ? { url, form } : { url: `${url}?${form}` };
    try {
      const answer = await requestJson(
        { ...request, timeoutMs, ...(signal ? { signal } : {}) },
        fetch,
      );
      return (answer as { data?: unknown }).data;
    } catch (error) {
      if (error instanceof RequestError && error.kind === 'unreachable') reachability.unanswered();
      throw error;
    }
  }
}
