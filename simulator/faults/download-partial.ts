import { serverCondition } from './server-condition.ts';

/** The red list came in part; the old one stays in use. Row 7. */
export const downloadPartial = serverCondition({
  kind: 'download-partial',
  summary: 'let the red list of last night come in part',
  effect: () => 'the red list of last night is not whole, its rows are fewer than expected',
});
