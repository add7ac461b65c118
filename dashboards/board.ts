import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type GridPos,
  type Panel,
  RowBuilder,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Language, type Say, sayIn, type Text } from './language.ts';

/** What every builder of the SDK has in common. */
interface PanelBuilder extends Builder<Panel> {
  id(id: number): PanelBuilder;
  gridPos(place: GridPos): PanelBuilder;
}

/** A panel before a language is chosen. */
export type PanelSpec = (say: Say) => PanelBuilder;

/** Where a panel stands, and the id that links and alarms know it by: fixed for ever, never reused. */
export interface Place {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type Placed = (say: Say) => Panel | RowPanel;

export interface Board {
  readonly uid: `yibao-${string}`;
  readonly title: Text;
  readonly about: Text;
  readonly from: string;
  readonly refresh: string;
  readonly variables: readonly ((say: Say) => Builder<VariableModel>)[];
  readonly panels: readonly Placed[];
}

export function at(place: Place, panel: PanelSpec): Placed {
  const { id, x, y, w, h } = place;
  return (say) => panel(say).id(id).gridPos({ x, y, w, h }).build();
}

/** A titled line across the board; the panels placed after it belong to it. */
export function row(place: Pick<Place, 'id' | 'y'>, title: Text): Placed {
  const gridPos = { x: 0, y: place.y, w: 24, h: 1 };
  return (say) => new RowBuilder(say(title)).id(place.id).gridPos(gridPos).build();
}

const boardsLink: Text = { zh: '看板', en: 'Boards' };

/** The SDK's dashboard in one language; `finalize` makes the file of it. */
export function buildBoard(board: Board, language: Language): Dashboard {
  const say = sayIn(language);
  const link = new DashboardLinkBuilder(say(boardsLink))
    .type(DashboardLinkType.Dashboards)
    .tags(['yibao'])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
  const built = new DashboardBuilder(say(board.title))
    .uid(board.uid)
    .description(say(board.about))
    .tags(['yibao'])
    .refresh(board.refresh)
    .time({ from: board.from, to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .link(link)
    .variables(board.variables.map((variable) => variable(say)))
    .build();
  return { ...built, panels: board.panels.map((placed) => placed(say)) };
}
