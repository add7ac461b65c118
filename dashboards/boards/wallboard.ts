import { at, type Board } from '../board.ts';
import { wall } from '../texts/wallboard.ts';
import { refresh } from '../theme.ts';
import { sourceVariable } from '../variables.ts';
import * as curves from './wallboard-curves.ts';
import * as figures from './wallboard-figures.ts';
import { allHospitals, tileMap } from './wallboard-maps.ts';
import { firing, worstTen } from './wallboard-tables.ts';

/** The city on one screen of 1920 by 1080, nothing to scroll: 24 columns by 26 rows. */
export const wallboard: Board = {
  uid: 'yibao-wallboard',
  title: wall.board.title,
  about: wall.board.about,
  from: 'now-3h',
  refresh: refresh.wall,
  variables: [sourceVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 4, h: 5 }, figures.online),
    at({ id: 2, x: 4, y: 0, w: 4, h: 5 }, figures.success),
    at({ id: 3, x: 8, y: 0, w: 4, h: 5 }, figures.offline),
    at({ id: 4, x: 12, y: 0, w: 4, h: 5 }, figures.backlog),
    at({ id: 5, x: 16, y: 0, w: 4, h: 5 }, figures.p1),
    at({ id: 6, x: 20, y: 0, w: 4, h: 5 }, figures.age),

    ...tileMap({ firstId: 20, x: 0, y: 5 }),
    at({ id: 7, x: 10, y: 5, w: 7, h: 15 }, allHospitals),
    at({ id: 8, x: 17, y: 5, w: 7, h: 12 }, worstTen),

    at({ id: 9, x: 17, y: 17, w: 7, h: 9 }, firing),
    at({ id: 10, x: 0, y: 20, w: 10, h: 6 }, curves.settlements),
    at({ id: 11, x: 10, y: 20, w: 7, h: 6 }, curves.latency),
  ],
};
