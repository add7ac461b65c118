import type { RequestListener } from 'node:http';
import { type express, expressApp, problem, problemHandler } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { ForecasterConfig } from './config.ts';
import { currentLine } from './current-line.ts';
import { explain } from './explain.ts';
import { exportedOf, labelsOf, type Said } from './export.ts';
import { historyHours } from './method/hours.ts';
import type { ForecasterMetrics } from './own-metrics.ts';
import { picture } from './picture.ts';
import type { ForecastRecord } from './record.ts';

/** What the pages are made from. */
export interface PageSource {
  readonly said: readonly Said[];
  readonly record: ForecastRecord;
  readonly config: ForecasterConfig;
  readonly nowMs: number;
}

interface Parts {
  readonly log: Log;
  readonly metrics: ForecasterMetrics;
  readonly page: PageSource;
}

type Request = express.Request;
type Response = express.Response;

/** Metrics, health, forecasts with their explanation, and pictures. */
export function forecasterRoutes({ log, metrics, page }: Parts): RequestListener {
  const app = expressApp();
  for (const path of ['/-/healthy', '/-/ready']) {
    app.get(path, (_request: Request, response: Response) => {
      response.type('text/plain').send('ok\n');
    });
  }
  app.get('/metrics', async (_request: Request, response: Response) => {
    response.setHeader('content-type', metrics.own.contentType);
    response.end(await metrics.own.text());
  });
  app.get('/api/v1/forecasts', (_request: Request, response: Response) => {
    const items = exportedOf(page.said, page.config.mostSeries).map((said) =>
      described(said, page),
    );
    response.json({ items });
  });
  const one = '/api/v1/forecasts/:server/:resource';
  app.get(one, (request: Request, response: Response) => {
    const said = find(page.said, request);
    if (said === undefined) problem(response, 404, 'no forecast of this target');
    else response.json(described(said, page));
  });
  app.get(`${one}/picture.svg`, (request: Request, response: Response) => {
    const said = find(page.said, request);
    if (said === undefined) problem(response, 404, 'no forecast of this target');
    else response.type('image/svg+xml').send(drawn(said, page));
  });
  app.use((_request: Request, response: Response) => problem(response, 404, 'no such page'));
  app.use(problemHandler(log));
  return app;
}

/** Infinity has no place in JSON: an open end is null. */
const open = (hours: number): number | null => (Number.isFinite(hours) ? hours : null);

function described({ target, verdict }: Said, page: PageSource) {
  const { hoursTo, growthPerHour: _, ...rest } = verdict;
  return {
    ...labelsOf(target),
    ...rest,
    hoursTo: { low: open(hoursTo.low), middle: open(hoursTo.middle), high: open(hoursTo.high) },
    usedShare: target.marks.value / target.marks.limit,
    seenAt: new Date(target.marks.timeMs).toISOString(),
    text: textOf({ target, verdict }, page),
  };
}

function textOf({ target, verdict }: Said, { record, config, nowMs }: PageSource) {
  const { startMs, line } = currentLine(target);
  const { value, limit } = target.marks;
  const resource = target.resource.name;
  return explain(verdict, {
    ...{ resource, usedShare: value / limit, sinceMs: startMs, nowMs },
    growthPerHour: (verdict.growthPerHour ?? line?.slope ?? 0) / limit,
    hits: record.count(resource, '24h', 'hit'),
    falseAlarms: record.count(resource, '24h', 'false_alarm'),
    zoneMinutes: config.zoneMinutes,
  });
}

function drawn(said: Said, page: PageSource): string {
  const { target, verdict } = said;
  const hours = target.hoursInto(new Float64Array(historyHours));
  return picture({
    title: textOf(said, page).en,
    levels: hours.map((value) => value / target.marks.limit),
    hour: target.hour,
    hoursTo: verdict.hoursTo,
  });
}

function find(said: readonly Said[], request: Request): Said | undefined {
  const { server, resource } = request.params;
  const wanted = request.query.target ?? resource;
  return said.find(
    ({ target }) =>
      target.labels.server === server &&
      target.resource.name === resource &&
      target.name === wanted,
  );
}
