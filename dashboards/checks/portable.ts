import { parseDuration } from '../../lib/duration.ts';
import type { Check } from './check.ts';

export const portable: Check = {
  id: 'portable',
  refuses: 'What not every Grafana from 10 to 13 and the console read alike.',
  *check({ board }) {
    if (board.schemaVersion !== 39) yield `schemaVersion is ${board.schemaVersion}, not 39`;
    if (board.editable !== false) yield 'people could edit it, and lose that at the next start';
    if (!board.tags?.includes('yibao')) yield 'lacks the tag yibao that the list of boards goes by';
    const { refresh = '' } = board;
    if (!/^\d+[sm]$/.test(refresh)) yield `refresh "${refresh}" is not a duration`;
    else if (parseDuration(refresh) < 15_000) yield `refresh ${refresh} is faster than scrapes are`;
  },
};
