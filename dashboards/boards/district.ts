import { at, type Board, row } from '../board.ts';
import { districtRows as rows, district as text } from '../texts/district.ts';
import { refresh } from '../theme.ts';
import { districtVariable, sourceVariable } from '../variables.ts';
import * as curves from './district-curves.ts';
import * as now from './district-now.ts';

/** A district: its hospitals by state, its lines, itself against the city. */
export const district: Board = {
  uid: 'yibao-district',
  title: text.board.title,
  about: text.board.about,
  from: 'now-6h',
  refresh: refresh.board,
  variables: [sourceVariable, districtVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 4, h: 4 }, now.down),
    at({ id: 2, x: 4, y: 0, w: 4, h: 4 }, now.degraded),
    at({ id: 3, x: 8, y: 0, w: 4, h: 4 }, now.notice),
    at({ id: 4, x: 12, y: 0, w: 4, h: 4 }, now.unobserved),
    at({ id: 5, x: 16, y: 0, w: 4, h: 4 }, now.ok),
    at({ id: 6, x: 20, y: 0, w: 4, h: 4 }, now.age),
    at({ id: 7, x: 0, y: 4, w: 12, h: 9 }, now.tiles),
    at({ id: 8, x: 12, y: 4, w: 12, h: 9 }, now.alarms),

    row({ id: 9, y: 13 }, rows.details),
    at({ id: 10, x: 0, y: 14, w: 14, h: 10 }, now.hospitals),
    at({ id: 11, x: 14, y: 14, w: 10, h: 10 }, curves.lines),

    row({ id: 12, y: 24 }, rows.curves),
    at({ id: 13, x: 0, y: 25, w: 8, h: 8 }, curves.success),
    at({ id: 14, x: 8, y: 25, w: 8, h: 8 }, curves.settlements),
    at({ id: 15, x: 16, y: 25, w: 8, h: 8 }, curves.service),
  ],
};
