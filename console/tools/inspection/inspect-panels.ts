// Runs in the page of a browser test, bundled by test/browser/support/inspection.ts. It walks the scene, then looks
// for ink inside the content of each panel: headers have letters and an icon even over an empty panel.
import type { DataFrame, PanelData } from '@grafana/data';
import type { EmbeddedScene, SceneObject, VizPanel } from '@grafana/scenes';
import type { PanelReport } from './panel-report.ts';

declare global {
  interface Window {
    inspectPanels: () => readonly PanelReport[];
    /** What is still under way, in words; cheap enough to be asked twenty times a second. */
    waitingPanels: () => readonly string[];
  }
}

window.inspectPanels = () => panels().map(report);

window.waitingPanels = () => {
  const all = panels();
  if (all.length === 0) return ['no board on the screen'];
  return all.filter(isWaiting).map((panel) => {
    const { pluginId, title } = panel.state;
    return `panel ${panel.getLegacyPanelId()} "${title}" (${pluginId})`;
  });
};

function panels(): VizPanel[] {
  const scene: EmbeddedScene | undefined = window.yibaoScene;
  return scene ? panelsIn(scene) : [];
}

function isWaiting(panel: VizPanel): boolean {
  if (panel.state._pluginLoadError !== undefined) return false;
  const state = dataOf(panel)?.state;
  if (panel.state.$data && (state === undefined || state === 'Loading')) return true;
  return contentOf(panel) === null;
}

function contentOf(panel: VizPanel): HTMLElement | null {
  return document.querySelector(
    `[data-viz-panel-key="${panel.state.key}"] [data-testid="data-testid panel content"]`,
  );
}

/** Panels of open rows too; those of closed rows are drawn by nobody. */
function panelsIn(object: SceneObject): VizPanel[] {
  if (isPanel(object)) return [object];
  if ('isCollapsed' in object.state && object.state.isCollapsed === true) return [];
  const found: VizPanel[] = [];
  object.forEachChild((child) => void found.push(...panelsIn(child)));
  return found;
}

function isPanel(object: SceneObject): object is VizPanel {
  return 'pluginId' in object.state && 'fieldConfig' in object.state;
}

function report(panel: VizPanel): PanelReport {
  const { state } = panel;
  const answer = dataOf(panel);
  const content = contentOf(panel);
  return {
    id: panel.getLegacyPanelId(),
    title: state.title || (state.description ?? ''),
    type: state.pluginId,
    hasQueries: state.$data !== undefined,
    isFiller: state.pluginId === 'text' && textOf(state.options) === '',
    state: answer?.state,
    frames: answer?.series.length ?? 0,
    rows: (answer?.series ?? []).reduce((sum, frame) => sum + frame.length, 0),
    values: (answer?.series ?? []).reduce((sum, frame) => sum + valuesIn(frame), 0),
    error: state._pluginLoadError ?? answer?.errors?.[0]?.message ?? answer?.error?.message,
    isDrawn: content !== null,
    saysNoData: Boolean(content?.querySelector('[data-testid="panel-nodata"]')),
    showsFailure: Boolean(content?.querySelector('[data-testid="panel-failure"], [role="alert"]')),
    ...inkIn(content),
  };
}

function dataOf(panel: VizPanel): PanelData | undefined {
  const data = panel.state.$data?.state;
  return data && 'data' in data ? (data.data as PanelData | undefined) : undefined;
}

function textOf(options: object): string {
  return 'content' in options ? String(options.content) : '';
}

function valuesIn(frame: DataFrame): number {
  const isValue = (value: unknown) =>
    Number.isFinite(value) || (typeof value === 'string' && value !== '');
  return frame.fields
    .filter(({ type }) => type !== 'time')
    .reduce((sum, { values }) => sum + values.filter(isValue).length, 0);
}

function inkIn(content: HTMLElement | null) {
  if (!content) return { pixels: 0, shapes: 0, letters: 0, boxes: 0 };
  const canvases = [...content.querySelectorAll('canvas')].filter(({ width }) => width > 0);
  return {
    pixels: canvases.reduce((sum, canvas) => sum + saturatedPixels(canvas), 0),
    shapes: content.querySelectorAll('svg rect, svg path, svg polygon').length,
    letters: content.textContent.replaceAll(/\s/g, '').length,
    boxes: [...content.querySelectorAll('div')].filter(isPainted).length,
  };
}

const everyNth = 7;

function saturatedPixels(canvas: HTMLCanvasElement): number {
  const context = canvas.getContext('2d');
  if (!context) return 0;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4 * everyNth) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(i, i + 4);
    const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
    if (alpha > 0 && spread > 40) count += 1;
  }
  return count;
}

function isPainted(element: HTMLElement): boolean {
  const { backgroundColor, backgroundImage, width } = getComputedStyle(element);
  const hasColor = backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
  return hasColor && Number.parseFloat(width) > 0;
}
