import { type Check, nameOf, panelsOf } from './check.ts';

const chosen = `\${datasource}`;

export const dataSource: Check = {
  id: 'data-source',
  refuses: 'A query to another Prometheus than the one its reader chose.',
  *check({ board }) {
    for (const { name, type, datasource } of board.templating?.list ?? []) {
      if (type === 'query' && datasource?.uid !== chosen) yield `$${name} asks ${datasource?.uid}`;
    }
    for (const panel of panelsOf(board)) {
      if (panel.type === 'text') continue;
      const sources = [panel.datasource, ...(panel.targets ?? []).map((one) => one.datasource)];
      for (const source of sources) {
        if (source?.uid !== chosen) yield `${nameOf(panel)}: asks ${source?.uid}, not ${chosen}`;
      }
    }
  },
};
