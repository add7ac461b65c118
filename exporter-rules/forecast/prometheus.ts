import { request } from 'node:http';
import { z } from 'zod';
import { FrameReader, type Labels, type OnSamples } from './reading/frames.ts';
import { type ReadQuery, readHeaders, readRequest } from './reading/read-request.ts';

/** What the forecaster asks of a Prometheus-compatible backend. */
export interface Prometheus {
  /** Newest value of each series of this name at a time; values older than ten minutes are left out. */
  newest(name: string, atMs: number): Promise<readonly Newest[]>;
  /** Every sample of a name between two times, at hourly or finer steps; `whatHour` is its maximum or minimum. */
  history(query: HistoryQuery, onSamples: OnSamples): Promise<void>;
}

export interface Newest {
  readonly labels: Labels;
  readonly timeMs: number;
  readonly value: number;
}

export interface HistoryQuery extends ReadQuery {
  /** Where samples can be had only over the query API, an hour becomes this one of its values. */
  readonly extreme: 'max' | 'min';
}

const Vector = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});
const Matrix = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const timeoutMs = 60_000;
/** One answer of the query API; more is refused before it fills the memory. */
const mostBytes = 96 * 1024 * 1024;

/** Reads over remote_read while the backend offers it, else over its query API. */
export class PrometheusClient implements Prometheus {
  readonly #url: string;
  #offersChunks = true;

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
  }

  async newest(name: string, atMs: number): Promise<readonly Newest[]> {
    const query = `last_over_time(${name}[10m])`; // a sample exactly one lookback old is lost otherwise
    const search = new URLSearchParams({ query, time: (atMs / 1000).toFixed(3) });
    const { data } = Vector.parse(await this.#json(`query?${search}`));
    return data.result.map(({ metric: { __name__: _, ...labels }, value: [time, text] }) => ({
      labels,
      timeMs: time * 1000,
      value: numberOf(text),
    }));
  }

  async history(query: HistoryQuery, onSamples: OnSamples): Promise<void> {
    if (this.#offersChunks) {
      const wasOffered = await readChunks(this.#url, query, onSamples);
      if (wasOffered) return;
      this.#offersChunks = false;
    }
    // Day by day in whole hours, so that an answer stays small; the last hours at five minutes.
    const fine = Math.max(query.startMs, query.endMs - dayMs);
    for (let from = query.startMs; from < fine; from += dayMs) {
      const to = Math.min(fine, from + dayMs) - 1;
      await this.#range({ ...query, startMs: from, endMs: to }, hourMs, onSamples);
    }
    for (let from = fine; from <= query.endMs; from += 2 * hourMs) {
      const to = Math.min(query.endMs, from + 2 * hourMs - 1);
      await this.#range({ ...query, startMs: from, endMs: to }, 300_000, onSamples);
    }
  }

  async #range(query: HistoryQuery, stepMs: number, onSamples: OnSamples): Promise<void> {
    // At whole steps, for a value at a full hour speaks of the hour before it.
    const start = Math.ceil(query.startMs / stepMs) * stepMs;
    if (start > query.endMs) return;
    const window = stepMs === hourMs ? '1h' : '5m';
    const search = new URLSearchParams({
      query: `${query.extreme}_over_time(${query.name}[${window}])`,
      ...{
        start: String(start / 1000),
        end: String(query.endMs / 1000),
        step: String(stepMs / 1000),
      },
    });
    const { data } = Matrix.parse(await this.#json(`query_range?${search}`));
    for (const { metric, values } of data.result) {
      const { __name__: _, ...labels } = metric;
      const samples = {
        times: Float64Array.from(values, ([time]) => time * 1000),
        values: Float64Array.from(values, ([, text]) => numberOf(text)),
      };
      onSamples(labels, samples, values.length);
    }
  }

  async #json(path: string): Promise<unknown> {
    const url = `${this.#url}/api/v1/${path}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`${url.slice(0, 200)}: expected 200, got ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > mostBytes) throw new Error(`${url.slice(0, 200)}: more than ${mostBytes} bytes`);
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  }
}

/** False when the backend does not offer streamed chunks; throws when it fails otherwise. */
function readChunks(url: string, query: ReadQuery, onSamples: OnSamples): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/api/v1/read`,
      { method: 'POST', headers: readHeaders, timeout: timeoutMs },
      (answer) => {
        const isChunked = (answer.headers['content-type'] ?? '').includes('streamed');
        if (answer.statusCode !== 200 || !isChunked) {
          answer.destroy();
          const { statusCode = 0 } = answer;
          if (statusCode < 500 || statusCode === 501) resolve(false);
          else reject(new Error(`${url}/api/v1/read: expected 200, got ${statusCode}`));
          return;
        }
        const frames = new FrameReader(onSamples);
        answer.on('data', (part: Buffer) => {
          try {
            frames.push(part);
          } catch (error) {
            answer.destroy(error instanceof Error ? error : new Error(String(error)));
          }
        });
        answer.on('error', reject).on('end', () => {
          try {
            frames.end();
            resolve(true);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${url}/api/v1/read: no answer`)));
    outgoing.on('error', reject).end(readRequest(query));
  });
}

function numberOf(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}
