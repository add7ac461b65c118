import type { Check } from './check.ts';

export const oneScreen: Check = {
  id: 'one-screen',
  refuses: 'A wall of more than 26 rows, which are 1080 pixels in kiosk mode.',
  *check({ name, board }) {
    if (name !== 'yibao-wallboard') return;
    const bottom = Math.max(...(board.panels ?? []).map(({ gridPos: g }) => (g ? g.y + g.h : 0)));
    if (bottom > 26) yield `the wall is ${bottom} rows high, one screen has 26`;
  },
};
