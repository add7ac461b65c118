import { at, type Board } from '../board.ts';
import { alarms as text } from '../texts/alarms.ts';
import { refresh } from '../theme.ts';
import { sourceVariable } from '../variables.ts';
import * as now from './alarms-now.ts';
import * as past from './alarms-past.ts';

/** Alarms of the city: now, over time, and whether people were told. */
export const alarms: Board = {
  uid: 'yibao-alarms',
  title: text.board.title,
  about: text.board.about,
  from: 'now-24h',
  refresh: refresh.board,
  variables: [sourceVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 4, h: 4 }, now.p1),
    at({ id: 2, x: 4, y: 0, w: 4, h: 4 }, now.p2),
    at({ id: 3, x: 8, y: 0, w: 4, h: 4 }, now.p3),
    at({ id: 4, x: 12, y: 0, w: 4, h: 4 }, now.p4),
    at({ id: 10, x: 16, y: 0, w: 3, h: 4 }, now.incidents),
    at({ id: 11, x: 19, y: 0, w: 3, h: 4 }, now.silences),
    at({ id: 12, x: 22, y: 0, w: 2, h: 4 }, now.age),
    at({ id: 5, x: 0, y: 4, w: 14, h: 11 }, now.firing),
    at({ id: 6, x: 14, y: 4, w: 10, h: 11 }, past.timeline),
    at({ id: 7, x: 0, y: 15, w: 10, h: 9 }, past.longest),
    at({ id: 8, x: 10, y: 15, w: 7, h: 9 }, past.density),
    at({ id: 9, x: 17, y: 15, w: 7, h: 9 }, past.deliveries),
  ],
};
