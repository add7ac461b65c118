import type { Board } from '../board.ts';
import { hospital } from './hospital.ts';
import { wallboard } from './wallboard.ts';

/** Every board, one line each. */
export const boards: readonly Board[] = [wallboard, hospital];
