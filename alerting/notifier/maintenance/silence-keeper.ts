import { z } from 'zod';
import type { Clock } from '../../../lib/clock.ts';
import { limitedText } from '../limited-text.ts';

/** What announced work covers: a whole hospital, or one server of it. */
interface Covered {
  readonly hospital: string;
  readonly server?: string;
}

interface Parts {
  readonly clock: Clock;
  /** Any one of them tells the others; the first that answers is asked. */
  readonly alertmanagerUrls: readonly string[];
  readonly prometheusUrl: string;
}

const Series = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.object({ hospital: z.string(), server: z.string().optional() }) }),
    ),
  }),
});

const Silences = z.array(
  z.object({
    id: z.string(),
    createdBy: z.string(),
    comment: z.string(),
    endsAt: z.string(),
    status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  }),
);
type Silence = z.infer<typeof Silences>[number];

/** What the keeper has done in a turn. */
export interface Kept {
  readonly made: number;
  readonly removed: number;
}

const author = 'yibao-watch maintenance';
/** Short, and made longer while the work goes on: when the notifier or the center stops, alarms come back. */
const silenceMs = 5 * 60_000;
const renewBeforeMs = 3 * 60_000;
const timeoutMs = 10_000;
const maxBytes = 16 * 1024 * 1024;
const query = 'yibao_maintenance_active == 1 or yibao_maintenance_server_active == 1';

/**
 * Announced work belongs to the center, which says as a series what it covers now; this makes the silences in
 * Alertmanager and removes them. They silence objects, never alert names (a silenced parent would still inhibit),
 * and never what concerns an area or the monitoring itself.
 */
export class SilenceKeeper {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Brings the silences into line. Throws when nobody answers: they then end by themselves. */
  async turn(): Promise<Kept> {
    const url = new URL('/api/v1/query', this.#parts.prometheusUrl);
    url.searchParams.set('query', query);
    const { result } = Series.parse(await fetchJson(url)).data;
    const covered = new Map(
      result.map(({ metric }) => [commentFor(metric as Covered), metric as Covered]),
    );
    return this.#firstThatAnswers(async (base) => {
      const now = this.#parts.clock.now();
      const held = Silences.parse(await fetchJson(new URL('/api/v2/silences', base)));
      const own = held.filter(
        ({ createdBy, status }) => createdBy === author && status.state !== 'expired',
      );
      const over = own.filter(({ comment }) => !covered.has(comment));
      for (const { id } of over) await remove(base, id);
      const missing = [...covered].filter(([comment]) => !isLongEnough(own, comment, now));
      for (const [comment, what] of missing) await this.#make(base, comment, what);
      return { made: missing.length, removed: over.length };
    });
  }

  async #make(base: string, comment: string, { hospital, server }: Covered): Promise<void> {
    const now = this.#parts.clock.now();
    const equal = (name: string, value: string) => ({ name, value, isRegex: false, isEqual: true });
    const body = {
      matchers: [
        equal('hospital', hospital),
        ...(server === undefined ? [] : [equal('server', server)]),
        { name: 'scope', value: 'meta|city|district', isRegex: true, isEqual: false },
      ],
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + silenceMs).toISOString(),
      ...{ createdBy: author, comment },
    };
    await fetchJson(new URL('/api/v2/silences', base), {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json' },
    });
  }

  async #firstThatAnswers<Result>(work: (base: string) => Promise<Result>): Promise<Result> {
    let failure: unknown;
    for (const base of this.#parts.alertmanagerUrls) {
      try {
        return await work(base);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }
}

function commentFor({ hospital, server }: Covered): string {
  return server === undefined ? `hospital ${hospital}` : `server ${server} of hospital ${hospital}`;
}

function isLongEnough(own: readonly Silence[], wanted: string, now: number): boolean {
  return own.some(
    ({ comment, endsAt }) =>
      comment === wanted && Date.parse(endsAt) > now + silenceMs - renewBeforeMs,
  );
}

async function remove(base: string, id: string): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  const url = new URL(`/api/v2/silence/${id}`, base);
  const response = await fetch(url, { method: 'DELETE', redirect: 'error', signal });
  await response.body?.cancel();
  if (!response.ok)
    throw new Error(`${url.href}: expected it removed, got HTTP ${response.status}`);
}

async function fetchJson(url: URL, init: RequestInit = {}): Promise<unknown> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { redirect: 'error', ...init, signal });
  const text = await limitedText(response, maxBytes);
  if (!response.ok) throw new Error(`${url.href}: expected JSON, got HTTP ${response.status}`);
  return JSON.parse(text);
}
