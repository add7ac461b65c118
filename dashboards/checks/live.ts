import { z } from 'zod';
import type { BoardSet } from './check.ts';
import { panelsOf } from './check.ts';

/** Where to ask, and what to put into the variables. */
export interface Asking {
  /** Base address of Prometheus, without a slash at the end. */
  readonly prometheus: string;
  /** Code of a hospital that has a pair, so that no panel of the board is empty by nature. */
  readonly hospital: string;
  /** One of its servers; without it all of them. */
  readonly server?: string;
  /** How long an answer may take: a screen that asks every 15 s must be cheap. Without it nobody judges time. */
  readonly mostMs?: number;
}

/** What one query of a board answered. */
export interface LiveAnswer {
  readonly board: string;
  readonly panel: number;
  readonly refId: string;
  readonly series: number;
  readonly elapsedMs: number;
  readonly faults: readonly string[];
}

const mostSeries = 2000;

/** Queries whose answer may be empty, and when. */
const mayBeEmpty: Readonly<Record<string, string>> = {
  'yibao-wallboard/8/C': 'while none of the ten settled anything',
  'yibao-wallboard/9/A': 'while nothing fires',
  'yibao-wallboard/10/B': 'in the first week',
  'yibao-wallboard/11/A': 'while nothing was settled for five minutes: a small city at night',
  'yibao-district/8/A': 'while nothing fires',
  'yibao-district/11/A': 'while no line was cut',
  'yibao-server/8/A': 'while nothing fires',
  'yibao-alarms/5/A': 'while nothing fires',
  'yibao-alarms/6/A': 'while nothing fires',
  'yibao-alarms/7/A': 'while nothing fired for a day',
  'yibao-alarms/8/A': 'while nothing fires',
  'yibao-alarms/9/A': 'before the first message',
  'yibao-upload/6/A': 'while nobody waits too long',
  'yibao-upload/7/A': 'while every queue is empty',
  'yibao-upload/8/B': 'on the first day',
  'yibao-upload/9/A': 'while nobody waits too long',
  'yibao-forecast/5/A': 'while nothing runs out',
  'yibao-forecast/5/B': 'while nothing runs out',
  'yibao-forecast/5/C': 'while nothing runs out',
  'yibao-forecast/5/D': 'while nothing runs out',
  'yibao-hospital/9/B': 'while nothing fires',
  'yibao-hospital/10/A': 'while nothing fires',
  'yibao-hospital/15/A': 'while nothing was settled for fifteen minutes',
};

const Answer = z.object({
  status: z.enum(['success', 'error']),
  error: z.string().optional(),
  warnings: z.array(z.string()).optional(),
  data: z
    .object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) })
    .optional(),
});

/** Asks every query of every board now: an empty answer is a fault, and so is a slow or a large one. */
export async function askAll(boards: BoardSet, asking: Asking): Promise<LiveAnswer[]> {
  const answers: LiveAnswer[] = [];
  for (const { name, board } of boards) {
    for (const { id = 0, targets = [] } of panelsOf(board)) {
      for (const { refId = '', expr = '' } of targets) {
        const place = { board: name, panel: id, refId };
        answers.push({ ...place, ...(await ask(expr, asking, `${name}/${id}/${refId}`)) });
      }
    }
  }
  return answers;
}

async function ask(expr: string, asking: Asking, place: string) {
  const body = new URLSearchParams({ query: withChoices(expr, asking) });
  const started = performance.now();
  const response = await fetch(`${asking.prometheus}/api/v1/query`, { method: 'POST', body });
  const { status, error, warnings = [], data } = Answer.parse(await response.json());
  const elapsedMs = Math.round(performance.now() - started);
  // NaN is how a query says that it does not know.
  const series = (data?.result ?? []).filter(({ value }) => value[1] !== 'NaN').length;
  const faults = [...warnings];
  if (status === 'error') faults.push(error ?? 'refused without a word');
  else if (series === 0 && mayBeEmpty[place] === undefined) faults.push('empty');
  const { mostMs = Number.POSITIVE_INFINITY } = asking;
  if (elapsedMs > mostMs) faults.push(`took ${elapsedMs} ms, at most ${mostMs}`);
  if (series > mostSeries) faults.push(`${series} series, at most ${mostSeries}`);
  return { series, elapsedMs, faults };
}

/** As Grafana writes the variables: four scrapes of 15 s, one hospital, one or all of its servers. */
function withChoices(expr: string, { hospital, server = '.*' }: Asking): string {
  return expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$hospital', hospital)
    .replaceAll('$__range', '6h')
    .replaceAll('$server', server)
    .replaceAll('$district', '.*');
}
