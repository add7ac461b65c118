import { SceneDataTransformer, SceneGridItem, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import type { PanelJson } from './board-json.ts';

/** A panel at its place in the grid. */
export function gridItem(json: PanelJson): SceneGridItem {
  const { x, y, w, h } = json.gridPos;
  return new SceneGridItem({
    x,
    y,
    width: w,
    height: h,
    isResizable: false,
    isDraggable: false,
    body: panel(json),
  });
}

function panel(json: PanelJson): VizPanel {
  return new VizPanel({
    key: `panel-${json.id}`,
    title: json.title ?? '',
    description: json.description,
    pluginId: json.type,
    pluginVersion: json.pluginVersion,
    options: json.options ?? {},
    fieldConfig: json.fieldConfig ?? { defaults: {}, overrides: [] },
    displayMode: json.transparent ? 'transparent' : 'default',
    hoverHeader: !json.title,
    $data: questions(json),
  });
}

function questions(json: PanelJson): SceneQueryRunner | SceneDataTransformer | undefined {
  const { targets = [], transformations = [], datasource, maxDataPoints, interval } = json;
  if (targets.length === 0) return undefined;
  const runner = new SceneQueryRunner({
    datasource,
    queries: targets,
    maxDataPoints,
    maxDataPointsFromWidth: targets.some(({ instant }) => !instant),
    minInterval: interval,
  });
  return transformations.length > 0
    ? new SceneDataTransformer({ $data: runner, transformations })
    : runner;
}
