import { type Check, nameOf, panelsOf } from './check.ts';

/** So many hospitals a city may have. */
const fleet = 2500;

export const allValue: Check = {
  id: 'all-value',
  refuses: 'All without allValue, and a map without a limit as large as the fleet.',
  *check({ board }) {
    for (const { name, includeAll, allValue: value } of board.templating?.list ?? []) {
      if (includeAll && value !== '.*') yield `$${name} has All and no allValue ".*"`;
    }
    for (const panel of panelsOf(board)) {
      const { values, limit = 25 } = panel.options?.reduceOptions ?? {};
      if (values && limit < fleet) {
        yield `${nameOf(panel)}: shows at most ${limit} rows, the fleet may have ${fleet}`;
      }
    }
  },
};
