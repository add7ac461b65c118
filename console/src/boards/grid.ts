import { type SceneGridItem, SceneGridRow } from '@grafana/scenes';
import type { PanelJson } from './board-json.ts';
import { gridItem } from './panel.ts';

/** In the JSON the panels of an open row follow it; in a scene they are its children. */
export function gridChildren(panels: readonly PanelJson[]): (SceneGridItem | SceneGridRow)[] {
  const children: (SceneGridItem | SceneGridRow)[] = [];
  let openRow: SceneGridRow | undefined;
  for (const json of panels) {
    if (json.type === 'row') {
      const row = gridRow(json);
      children.push(row);
      openRow = json.collapsed ? undefined : row;
    } else if (openRow) {
      openRow.setState({ children: [...openRow.state.children, gridItem(json)] });
    } else {
      children.push(gridItem(json));
    }
  }
  return children;
}

function gridRow(json: PanelJson): SceneGridRow {
  return new SceneGridRow({
    key: `row-${json.id}`,
    title: json.title ?? '',
    isCollapsed: json.collapsed ?? false,
    isCollapsible: true,
    x: 0,
    y: json.gridPos.y,
    children: (json.panels ?? []).map(gridItem),
  });
}
