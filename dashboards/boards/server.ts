import { at, type Board, row } from '../board.ts';
import { serverRows as rows, server as text } from '../texts/server.ts';
import { refresh } from '../theme.ts';
import { hospitalVariable, oneServerVariable, sourceVariable } from '../variables.ts';
import * as now from './server-now.ts';
import * as parts from './server-parts.ts';

/** One server: what it is, how it is, how it was. */
export const server: Board = {
  uid: 'yibao-server',
  title: text.board.title,
  about: text.board.about,
  from: 'now-6h',
  refresh: refresh.board,
  variables: [sourceVariable, hospitalVariable('.*'), oneServerVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 4, h: 4 }, now.up),
    at({ id: 2, x: 4, y: 0, w: 4, h: 4 }, now.uptime),
    at({ id: 3, x: 8, y: 0, w: 4, h: 4 }, now.bootReason),
    at({ id: 4, x: 12, y: 0, w: 4, h: 4 }, now.clock),
    at({ id: 5, x: 16, y: 0, w: 4, h: 4 }, now.ups),
    at({ id: 6, x: 20, y: 0, w: 4, h: 4 }, now.age),
    at({ id: 7, x: 0, y: 4, w: 14, h: 4 }, now.identity),
    at({ id: 8, x: 14, y: 4, w: 10, h: 4 }, now.alarms),

    row({ id: 9, y: 8 }, rows.machine),
    at({ id: 10, x: 0, y: 9, w: 8, h: 7 }, parts.cpu),
    at({ id: 11, x: 8, y: 9, w: 8, h: 7 }, parts.memory),
    at({ id: 12, x: 16, y: 9, w: 8, h: 7 }, parts.disks),
    at({ id: 13, x: 0, y: 16, w: 8, h: 7 }, parts.diskTrend),
    at({ id: 14, x: 8, y: 16, w: 8, h: 7 }, parts.diskBusy),
    at({ id: 15, x: 16, y: 16, w: 8, h: 7 }, parts.network),

    row({ id: 16, y: 23 }, rows.service),
    at({ id: 17, x: 0, y: 24, w: 8, h: 8 }, parts.components),
    at({ id: 18, x: 8, y: 24, w: 8, h: 8 }, parts.pool),
    at({ id: 19, x: 16, y: 24, w: 8, h: 8 }, parts.queries),

    row({ id: 20, y: 32 }, rows.collection),
    at({ id: 21, x: 0, y: 33, w: 12, h: 7 }, parts.scrape),
    at({ id: 22, x: 12, y: 33, w: 12, h: 7 }, parts.collectors),
  ],
};
