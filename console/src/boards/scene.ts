import type { TimeOption } from '@grafana/data';
import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneGridLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import type { BoardJson } from './board-json.ts';
import { gridChildren } from './grid.ts';
import { variable } from './variable.ts';

/** A board's JSON → the scene that draws it, asks its questions and keeps its address. */
export function sceneFromBoard(json: BoardJson, quickRanges: TimeOption[]): EmbeddedScene {
  return new EmbeddedScene({
    key: json.uid,
    $timeRange: new SceneTimeRange({
      from: json.time?.from ?? 'now-6h',
      to: json.time?.to ?? 'now',
      timeZone: json.timezone,
    }),
    $variables: new SceneVariableSet({ variables: (json.templating?.list ?? []).map(variable) }),
    $behaviors: [new behaviors.CursorSync({ sync: json.graphTooltip ?? 0 })],
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true, quickRanges }),
      new SceneRefreshPicker({
        refresh: json.refresh ?? '',
        intervals: ['15s', '30s', '1m', '5m'],
        isOnCanvas: true,
      }),
    ],
    body: new SceneGridLayout({ children: gridChildren(json.panels), isLazy: false }),
  });
}
