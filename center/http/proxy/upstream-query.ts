import type { ProxyPath } from '../../../catalog/center.ts';
import { formatDuration, parseDuration } from '../../../lib/duration.ts';
import { HttpProblem } from '../problem.ts';
import type { ProxyLimits } from './limits.ts';

/** A query rebuilt from known parts: nothing of the client's request is passed on as it came. */
export interface UpstreamQuery {
  readonly path: ProxyPath;
  /** Behind Prometheus' own address, `/api/v1/query_range`. */
  readonly url: string;
  readonly parameters: URLSearchParams;
  /** What the answer has to say about changes to the query. */
  readonly warning: string | undefined;
}

const labelValues = /^\/label\/([a-zA-Z_][a-zA-Z0-9_]*)\/values$/;
const plainPaths: readonly ProxyPath[] = ['query', 'query_range', 'labels', 'series', 'metadata'];

interface Request {
  /** Path behind /api/v1, with its slash. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** Wall time in milliseconds. */
  readonly now: number;
}

/** The kind of a path; undefined for everything that is not on the list. */
export function proxyPathOf(path: string): ProxyPath | undefined {
  if (labelValues.test(path)) return 'label_values';
  return plainPaths.find((known) => path === `/${known}`);
}

/** Checks a request against the limits and rebuilds it; throws a problem that says which limit. */
export function upstreamQuery(request: Request, limits: ProxyLimits): UpstreamQuery {
  const path = proxyPathOf(request.path);
  if (path === undefined)
    throw new HttpProblem(
      404,
      'the proxy reads query, query_range, labels, label values, series and metadata only',
    );
  const { parameters, warning } = build(path, new Reader(request, limits));
  return { path, url: `/api/v1${request.path}`, parameters, warning };
}

interface Built {
  readonly parameters: URLSearchParams;
  readonly warning?: string | undefined;
}

function build(path: ProxyPath, reader: Reader): Built {
  switch (path) {
    case 'query':
      return { parameters: reader.instant() };
    case 'query_range':
      return reader.range();
    case 'series':
    case 'labels':
    case 'label_values':
      return { parameters: reader.selection(path === 'series') };
    case 'metadata':
      return { parameters: reader.metadata() };
    default:
      return path satisfies never;
  }
}

/** Selections move by full minutes, so that equal ones meet in the cache. */
const selectionStepMs = 60_000;
const mostMatchers = 20;
const mostSeries = 10_000;

type Pair = [name: string, value: string];

class Reader {
  readonly #given: URLSearchParams;
  readonly #now: number;
  readonly #limits: ProxyLimits;

  constructor({ parameters, now }: Request, limits: ProxyLimits) {
    this.#given = parameters;
    this.#now = now;
    this.#limits = limits;
  }

  /** The time is aligned to the cache's period: forty screens that ask in the same seconds ask the same. */
  instant(): URLSearchParams {
    const time = floorTo(this.#time('time') ?? this.#now, this.#limits.cacheMs);
    return new URLSearchParams([
      ['query', this.#query()],
      ['time', seconds(time)],
    ]);
  }

  range(): Built {
    const start = this.#required('start');
    const end = this.#required('end');
    const asked = this.#step();
    this.#checkSpan(start, end);
    // Both ends move down to a multiple of the step, which may add one point.
    const fewest = Math.ceil((end - start) / (this.#limits.points - 2));
    const step = asked >= fewest ? asked : Math.ceil(fewest / 1000) * 1000;
    const parameters = new URLSearchParams([
      ['query', this.#query()],
      ['start', seconds(floorTo(start, step))],
      ['end', seconds(floorTo(end, step))],
      ['step', seconds(step)],
    ]);
    const warning = `step raised from ${formatDuration(asked)} to ${formatDuration(step)}: at most ${this.#limits.points} points a series`;
    return { parameters, warning: step === asked ? undefined : warning };
  }

  selection(needsMatch: boolean): URLSearchParams {
    const matchers = this.#given.getAll('match[]');
    if (needsMatch && matchers.length === 0) throw bad('match[]: expected at least one selector');
    if (matchers.length > mostMatchers) throw bad(`match[]: expected at most ${mostMatchers}`);
    for (const matcher of matchers) this.#checkLength('match[]', matcher);
    const start = this.#time('start') ?? this.#now - 3_600_000;
    const end = this.#time('end') ?? this.#now;
    this.#checkSpan(start, end);
    return new URLSearchParams([
      ...matchers.map((matcher): Pair => ['match[]', matcher]),
      ['start', seconds(floorTo(start, selectionStepMs))],
      ['end', seconds(floorTo(end, selectionStepMs) + selectionStepMs)],
      ['limit', this.#limit()],
    ]);
  }

  metadata(): URLSearchParams {
    const metric = this.#given.get('metric');
    if (metric !== null) this.#checkLength('metric', metric);
    return new URLSearchParams([
      ...(metric === null ? [] : [['metric', metric] satisfies Pair]),
      ['limit', this.#limit()],
    ]);
  }

  #query(): string {
    const query = this.#given.get('query') ?? '';
    if (query === '') throw bad('query: expected an expression');
    this.#checkLength('query', query);
    return query;
  }

  #checkLength(name: string, text: string): void {
    const { queryBytes } = this.#limits;
    const bytes = Buffer.byteLength(text);
    if (bytes > queryBytes)
      throw bad(`${name}: expected at most ${queryBytes} bytes, got ${bytes}`);
  }

  #checkSpan(start: number, end: number): void {
    const { rangeMs } = this.#limits;
    if (end < start) throw bad('end: expected a time after start');
    if (end - start > rangeMs) {
      throw bad(
        `range: expected at most ${formatDuration(rangeMs)}, got ${formatDuration(end - start)}`,
      );
    }
  }

  #limit(): string {
    const given = Number(this.#given.get('limit') ?? mostSeries);
    const valid = Number.isSafeInteger(given) && given >= 1;
    if (!valid) throw bad('limit: expected a whole number above 0');
    return String(Math.min(given, mostSeries));
  }

  #required(name: string): number {
    const time = this.#time(name);
    if (time === undefined) throw bad(`${name}: expected a time`);
    return time;
  }

  /** Milliseconds of Unix seconds or RFC 3339, the two forms that Prometheus takes. */
  #time(name: string): number | undefined {
    const text = this.#given.get(name);
    if (text === null || text === '') return undefined;
    const ms = /^\d{1,11}(\.\d+)?$/.test(text) ? Number(text) * 1000 : rfc3339(text);
    if (Number.isNaN(ms))
      throw bad(`${name}: expected Unix seconds or RFC 3339, got ${JSON.stringify(text)}`);
    return ms;
  }

  /** Milliseconds of seconds or of a duration such as 30s. */
  #step(): number {
    const text = this.#given.get('step') ?? '';
    const ms = /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) * 1000 : durationOrNaN(text);
    if (!(ms >= 1))
      throw bad(`step: expected seconds or a duration such as 30s, got ${JSON.stringify(text)}`);
    return Math.round(ms);
  }
}

function bad(detail: string): HttpProblem {
  return new HttpProblem(400, detail);
}

function rfc3339(text: string): number {
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
}

function durationOrNaN(text: string): number {
  try {
    return parseDuration(text);
  } catch {
    return Number.NaN;
  }
}

function floorTo(ms: number, stepMs: number): number {
  return stepMs > 0 ? Math.floor(ms / stepMs) * stepMs : ms;
}

function seconds(ms: number): string {
  return String(ms / 1000);
}
