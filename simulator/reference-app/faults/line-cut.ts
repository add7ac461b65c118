import { z } from 'zod';
import { linePaths } from '../../../catalog/labels.ts';
import { defineFault } from './fault.ts';

/** The line to the bureau is cut: settlements go on offline when both paths are. */
export const lineCut = defineFault({
  kind: 'line-cut',
  rows: [1],
  summary: 'cut the line to the bureau: path (primary, backup; both without it)',
  request: z.strictObject({ path: z.enum(linePaths).optional() }),
  async inject({ world: { line } }, { path }) {
    const cut = path === undefined ? linePaths : [path];
    for (const each of cut) await line.cutPath(each);
    return {
      effect: `the ${cut.join(' and the ')} path to the bureau is cut`,
      async heal() {
        for (const each of cut) await line.openPath(each);
      },
    };
  },
});
