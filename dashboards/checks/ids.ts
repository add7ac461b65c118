import { type Check, nameOf, withRows } from './check.ts';

export const ids: Check = {
  id: 'ids',
  refuses: 'An id that is missing or taken: alarms and links name boards by uid and panels by id.',
  *check({ name, board }) {
    if (board.uid !== name) yield `uid ${board.uid} is not the name of the file, ${name}`;
    const seen = new Set<number>();
    for (const panel of withRows(board)) {
      const { id } = panel;
      if (id === undefined || !Number.isInteger(id) || id < 1) {
        yield `${nameOf(panel)}: expected an id above 0, got ${id}`;
      } else if (seen.has(id)) {
        yield `${nameOf(panel)}: id ${id} is taken`;
      } else {
        seen.add(id);
      }
    }
  },
};
