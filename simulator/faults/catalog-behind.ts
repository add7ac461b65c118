import { serverCondition } from './server-condition.ts';

/** The last change of the catalogs has not come. Row 6. */
export const catalogBehind = serverCondition({
  kind: 'catalog-behind',
  summary: 'leave the catalogs of last month in use',
  effect: () => 'the catalogs are those of the month before',
});
