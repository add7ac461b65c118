import type { PanelJson } from './board-json.ts';
import { type BoardSet, type Check, nameOf, panelsOf } from './check.ts';

export const links: Check = {
  id: 'links',
  refuses: 'A link to no board, to a variable that is not there, or one that loses the time.',
  *check({ board }, all) {
    for (const { title, keepTime } of board.links ?? []) {
      if (!keepTime) yield `link "${title}" loses the time`;
    }
    for (const panel of panelsOf(board)) {
      for (const url of urlsOf(panel)) {
        for (const fault of urlFaults(url, all)) yield `${nameOf(panel)}: ${fault}`;
      }
    }
  },
};

function* urlFaults(url: string, all: BoardSet): Generator<string, void> {
  const [path = '', query = ''] = url.split('?');
  const uid = /^\/d\/([\w-]+)$/.exec(path)?.[1];
  if (uid === undefined) return yield `${url} is not the address of a board`;
  const target = all.find(({ name }) => name === uid);
  if (!target) return yield `${url} leads to no board`;
  const known = (target.board.templating?.list ?? []).map(({ name }) => name);
  for (const [, name] of query.matchAll(/var-(\w+)=/g)) {
    if (!known.includes(name)) yield `${uid} has no variable ${name}`;
  }
  if (!query.includes(`\${__url_time_range}`)) yield `${url} loses the time`;
}

function urlsOf(panel: PanelJson): string[] {
  const found: string[] = [];
  JSON.stringify(panel, (key, value: unknown) => {
    if (key === 'url' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}
