import type { PanelJson } from './board-json.ts';
import { type Check, nameOf, panelsOf } from './check.ts';

/** Grafana's own, and `$1` of label_replace. */
const builtIn = /^(__.*|timeFilter|\d+)$/;

export const variables: Check = {
  id: 'variables',
  refuses: 'A variable that is read and not defined above, or defined and not read.',
  *check({ board }) {
    const list = board.templating?.list ?? [];
    const names = list.map(({ name = '' }) => name);
    const used = new Set<string>();
    for (const [index, variable] of list.entries()) {
      for (const name of readIn({ ...variable, name: '' })) {
        if (!names.slice(0, index).includes(name))
          yield `$${variable.name} reads $${name}, which is not above it`;
        used.add(name);
      }
    }
    for (const { panel, name } of panelsOf(board).flatMap(readsOf)) {
      if (!names.includes(name)) yield `${nameOf(panel)}: $${name} is not defined`;
      used.add(name);
    }
    for (const name of names) if (!used.has(name)) yield `$${name} is defined and never read`;
  },
};

function readsOf(panel: PanelJson) {
  return [...readIn(panel)].map((name) => ({ panel, name }));
}

function readIn(node: object): Set<string> {
  const found = JSON.stringify(node).matchAll(/\$\{(\w+)[^}]*\}|\$(\w+)/g);
  const names = [...found].map(([, braced, bare]) => braced ?? bare ?? '');
  return new Set(names.filter((name) => !builtIn.test(name)));
}
