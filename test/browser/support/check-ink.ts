import type { PanelReport } from '../../../console/tools/inspection/panel-report.ts';

/** The least of each kind of ink, by panel type; one kind suffices. */
const least: Readonly<Record<string, Partial<Record<Ink, number>>>> = {
  timeseries: { pixels: 40 }, // an empty plot has up to 13, a curve above 150
  heatmap: { pixels: 110 }, // its color scale alone has about 100
  gauge: { shapes: 2 },
  'state-timeline': { shapes: 1 },
  'status-history': { shapes: 1 },
  bargauge: { boxes: 1 },
  stat: { letters: 1, shapes: 1 },
};
const otherwise = { letters: 1, shapes: 1 };

type Ink = 'pixels' | 'shapes' | 'letters' | 'boxes';

interface Allowance {
  /** Panels that may have nothing to show, such as a list of alarms; they must then say so. */
  readonly mayBeEmpty?: readonly number[];
}

/** What is wrong with the panels of a board: no answer, an error, no rows, no ink. An empty list is a sound board. */
export function checkInk(
  panels: readonly PanelReport[],
  { mayBeEmpty = [] }: Allowance = {},
): readonly string[] {
  if (panels.length === 0) return ['the board has no panels'];
  return panels.flatMap((panel) => {
    const list =
      panel.values === 0 && panel.error === undefined && mayBeEmpty.includes(panel.id)
        ? faultsOfEmpty(panel)
        : faultsOf(panel);
    return list.map((fault) => `panel ${panel.id} "${panel.title}" (${panel.type}) ${fault}`);
  });
}

/** Nothing to show is fine when the panel says it in words. */
function faultsOfEmpty({ isDrawn, letters }: PanelReport): string[] {
  if (!isDrawn) return ['is not on the page'];
  return letters === 0 ? ['is empty and does not say so'] : [];
}

function faultsOf(panel: PanelReport): string[] {
  const list: string[] = [];
  if (!panel.isDrawn) list.push('is not on the page');
  if (panel.error !== undefined) list.push(`error: ${panel.error}`);
  if (panel.saysNoData) list.push('says that it has no data');
  if (panel.showsFailure) list.push('shows a failure');
  if (panel.hasQueries && panel.state !== 'Done') list.push(`state is ${panel.state}`);
  if (panel.hasQueries && panel.rows === 0) list.push('has no rows');
  if (!hasInk(panel) && !panel.isFiller) list.push('drew nothing');
  return list;
}

function hasInk(panel: PanelReport): boolean {
  const kinds = Object.entries(least[panel.type] ?? otherwise) as [Ink, number][];
  return kinds.some(([kind, count]) => panel[kind] >= count);
}
