import {
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { setRunRequest } from '@grafana/runtime';
import { SceneQueryRunner } from '@grafana/scenes';
import { from, type Observable, of } from 'rxjs';
import { catchError, map, startWith } from 'rxjs/operators';
import { RequestError, unreachableStatus } from '../api/request.ts';
import { askingObject } from './templates.ts';

/** Packets of a data source → what panels show: Loading first, then Done or Error. */
function runRequest(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  query?: DataSourceApi['query'],
): Observable<PanelData> {
  const waiting: PanelData = {
    state: LoadingState.Loading,
    series: [],
    timeRange: request.range,
    request,
  };
  const packets: Observable<DataQueryResponse> = from(
    query ? query(request) : dataSource.query(request),
  );
  return packets.pipe(
    map((packet) => ({
      ...waiting,
      state: packet.state ?? LoadingState.Done,
      series: packet.data.map((frame: DataFrame) => toDataFrame(frame)),
      annotations: [],
    })),
    catchError((error: unknown) => of(failed(waiting, error))),
    startWith(waiting),
  );
}

/** When nobody answers the last picture stays, marked; when the question is refused it goes, for it is not the answer. */
function failed(waiting: PanelData, error: unknown): PanelData {
  const isUnreachable = error instanceof RequestError && error.kind === 'unreachable';
  const message: DataQueryError = {
    message: error instanceof Error ? error.message : String(error),
    ...(isUnreachable ? { status: unreachableStatus } : {}),
  };
  return {
    ...waiting,
    state: LoadingState.Error,
    series: isUnreachable ? lastFrames(waiting.request) : [],
    error: message,
    errors: [message],
  };
}

function lastFrames(request: DataQueryRequest | undefined): DataFrame[] {
  const asking = askingObject(request?.scopedVars);
  return asking instanceof SceneQueryRunner ? (asking.state.data?.series ?? []) : [];
}

export function installRunRequest(): void {
  setRunRequest(runRequest);
}
