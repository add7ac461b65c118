import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  rangeUtil,
  type ScopedVars,
  type TimeRange,
  toDataFrame,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { Observable } from 'rxjs';
import type { Series } from '../prometheus/answer.ts';
import { bucketFrame, type PlainFrame, seriesFrame, tableFrame } from '../prometheus/frames.ts';
import type { PrometheusClient } from '../prometheus/prometheus-client.ts';
import type { PrometheusQuery } from '../prometheus/prometheus-query.ts';
import { promqlValue } from '../prometheus/promql-value.ts';
import { seriesName } from '../prometheus/series-name.ts';
import { rateIntervalSeconds, type TimeGrid, timeGrid } from '../prometheus/time-grid.ts';
import { parseVariableQuery } from '../prometheus/variable-query.ts';
import type { Interpolate } from './templates.ts';

interface Parts {
  readonly client: PrometheusClient;
  readonly interpolate: Interpolate;
  readonly scrapeSeconds: number;
}

type Request = DataQueryRequest;

interface FindOptions {
  readonly scopedVars?: ScopedVars;
  readonly range?: TimeRange;
}

/** The one data source of all boards. Written from the documentation of Prometheus and of `@grafana/data`. */
export class PrometheusDataSource extends DataSourceApi {
  readonly #parts: Parts;

  constructor(settings: DataSourceInstanceSettings, parts: Parts) {
    super(settings);
    this.meta = settings.meta;
    this.#parts = parts;
  }

  /** The choices of a variable. */
  override async metricFindQuery(
    query: string | { readonly query: string },
    options: FindOptions = {},
  ): Promise<MetricFindValue[]> {
    const { client, interpolate } = this.#parts;
    const source = typeof query === 'string' ? query : query.query;
    const wanted = parseVariableQuery(interpolate(source, options.scopedVars, promqlValue));
    switch (wanted.kind) {
      case 'label values': {
        const now = Date.now() / 1000;
        const values = await client.labelValues({
          ...wanted,
          fromSeconds: (options.range?.from.valueOf() ?? (now - 3600) * 1000) / 1000,
          toSeconds: (options.range?.to.valueOf() ?? now * 1000) / 1000,
        });
        return values.map((text) => ({ text }));
      }
      case 'query result': {
        const list = await client.instant({ query: wanted.promql });
        return list.map(({ metric, values: [sample] }) => ({
          text: `${seriesName(undefined, metric)} ${sample?.[1] ?? ''}`,
        }));
      }
      default:
        return wanted satisfies never;
    }
  }

  override query(request: Request): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      this.#frames(request, abort.signal).then(
        (data) => {
          subscriber.next({ data, state: LoadingState.Done });
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => abort.abort();
    });
  }

  override async testDatasource() {
    await this.#parts.client.instant({ query: '1' });
    return { status: 'success', message: 'ok' };
  }

  async #frames(request: Request, signal: AbortSignal): Promise<DataFrame[]> {
    const targets = request.targets.filter(isPrometheusQuery);
    const wanted = targets.filter(({ hide }) => !hide);
    const answers = await Promise.all(
      wanted.map((target) => this.#targetFrames(target, request, signal)),
    );
    return answers.flat().map((frame) => toDataFrame(frame));
  }

  async #targetFrames(
    target: PrometheusQuery,
    request: Request,
    signal: AbortSignal,
  ): Promise<PlainFrame[]> {
    const grid = this.#grid(target, request);
    const isInstant = Boolean(target.instant) && !target.range;
    const vars = this.#builtIns(request, grid);
    const query = this.#parts.interpolate(target.expr, vars, promqlValue);
    const list = isInstant
      ? await this.#parts.client.instant({ query, ...instantOf(request.range) }, signal)
      : await this.#parts.client.range({ query, grid }, signal);
    const legend = target.legendFormat && this.#parts.interpolate(target.legendFormat, vars);
    return shaped(list, {
      refId: target.refId,
      format: target.format ?? 'time_series',
      legend,
      isOneOfSeveral: request.targets.length > 1,
      ...(isInstant ? {} : { grid }),
    });
  }

  #grid(target: PrometheusQuery, request: Request): TimeGrid {
    const own = target.interval && this.#parts.interpolate(target.interval, request.scopedVars);
    return timeGrid({
      fromMs: request.range.from.valueOf(),
      toMs: request.range.to.valueOf(),
      intervalMs: request.intervalMs,
      leastStepSeconds: own ? rangeUtil.intervalToSeconds(own) : 0,
      scrapeSeconds: this.#parts.scrapeSeconds,
    });
  }

  #builtIns({ range, scopedVars }: Request, { stepSeconds }: TimeGrid): ScopedVars {
    const spanSeconds = Math.round((range.to.valueOf() - range.from.valueOf()) / 1000);
    const rateSeconds = rateIntervalSeconds(stepSeconds, this.#parts.scrapeSeconds);
    return {
      ...scopedVars,
      __interval: { value: `${stepSeconds}s` },
      __interval_ms: { value: stepSeconds * 1000 },
      __rate_interval: { value: `${rateSeconds}s` },
      __range: { value: `${spanSeconds}s` },
      __range_s: { value: spanSeconds },
    };
  }
}

/** A target without a question, as an editor may leave it, is none. */
function isPrometheusQuery(target: DataQuery): target is PrometheusQuery {
  return 'expr' in target && typeof target.expr === 'string' && target.expr !== '';
}

/** Now is asked without a time, by Prometheus' own clock. */
function instantOf({ raw, to }: TimeRange): { readonly atSeconds?: number } {
  return raw.to === 'now' ? {} : { atSeconds: to.valueOf() / 1000 };
}

interface Shape {
  readonly refId: string;
  readonly format: 'time_series' | 'table' | 'heatmap';
  readonly legend: string | undefined;
  readonly isOneOfSeveral: boolean;
  readonly grid?: TimeGrid;
}

function shaped(list: readonly Series[], shape: Shape): PlainFrame[] {
  const { refId, format, legend, grid } = shape;
  if (format === 'table') return [tableFrame({ ...shape, list })];
  if (format === 'heatmap' && grid)
    return list.length > 0 ? [bucketFrame({ refId, list, grid })] : [];
  return list.map((series) =>
    seriesFrame({
      refId,
      name: seriesName(legend, series.metric),
      series,
      ...(grid ? { grid } : {}),
    }),
  );
}
