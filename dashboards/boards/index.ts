import type { Board } from '../board.ts';
import { alarms } from './alarms.ts';
import { district } from './district.ts';
import { forecast } from './forecast.ts';
import { hospital } from './hospital.ts';
import { monitoring } from './monitoring.ts';
import { server } from './server.ts';
import { upload } from './upload.ts';
import { wallboard } from './wallboard.ts';

/** Every board, one line each. */
export const boards: readonly Board[] = [
  wallboard,
  district,
  hospital,
  server,
  upload,
  forecast,
  alarms,
  monitoring,
];
