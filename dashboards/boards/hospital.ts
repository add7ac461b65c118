import { at, type Board, row } from '../board.ts';
import { hospitalRows as rows, hospital as text } from '../texts/hospital.ts';
import { refresh } from '../theme.ts';
import {
  districtVariable,
  hospitalVariable,
  serverVariable,
  sourceVariable,
} from '../variables.ts';
import * as business from './hospital-business.ts';
import * as data from './hospital-data.ts';
import * as machines from './hospital-machines.ts';
import * as now from './hospital-now.ts';

/** One hospital, its pair shown as one object. */
export const hospital: Board = {
  uid: 'yibao-hospital',
  title: text.board.title,
  about: text.board.about,
  from: 'now-6h',
  refresh: refresh.board,
  variables: [sourceVariable, districtVariable, hospitalVariable('$district'), serverVariable],
  panels: [
    at({ id: 1, x: 0, y: 0, w: 6, h: 4 }, now.state),
    at({ id: 2, x: 6, y: 0, w: 3, h: 4 }, now.settle),
    at({ id: 3, x: 9, y: 0, w: 3, h: 4 }, now.servers),
    at({ id: 4, x: 12, y: 0, w: 3, h: 4 }, now.line),
    at({ id: 5, x: 15, y: 0, w: 3, h: 4 }, now.mode),
    at({ id: 6, x: 18, y: 0, w: 3, h: 4 }, now.lag),
    at({ id: 7, x: 21, y: 0, w: 3, h: 4 }, now.age),
    at({ id: 8, x: 0, y: 4, w: 12, h: 7 }, now.chain),
    at({ id: 9, x: 12, y: 4, w: 12, h: 7 }, now.history),
    at({ id: 10, x: 0, y: 11, w: 12, h: 7 }, now.alarms),
    at({ id: 11, x: 12, y: 11, w: 12, h: 4 }, now.pair),
    at({ id: 12, x: 12, y: 15, w: 12, h: 3 }, now.active),

    row({ id: 13, y: 18 }, rows.business),
    at({ id: 14, x: 0, y: 19, w: 8, h: 8 }, business.transactions),
    at({ id: 15, x: 8, y: 19, w: 8, h: 8 }, business.latency),
    at({ id: 16, x: 16, y: 19, w: 8, h: 8 }, business.duration),

    row({ id: 17, y: 27 }, rows.data),
    at({ id: 18, x: 0, y: 28, w: 4, h: 8 }, data.queue),
    at({ id: 19, x: 4, y: 28, w: 6, h: 8 }, data.oldest),
    at({ id: 20, x: 10, y: 28, w: 4, h: 8 }, data.inDoubt),
    at({ id: 21, x: 14, y: 28, w: 10, h: 8 }, data.datasets),

    row({ id: 22, y: 36 }, rows.machines),
    at({ id: 23, x: 0, y: 37, w: 8, h: 7 }, machines.disks),
    at({ id: 24, x: 8, y: 37, w: 8, h: 7 }, machines.cpu),
    at({ id: 25, x: 16, y: 37, w: 8, h: 7 }, machines.memory),
  ],
};
