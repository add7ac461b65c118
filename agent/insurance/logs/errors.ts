import { other } from '../../../catalog/labels.ts';
import { emptyContext, type LogFormat } from './log-format.ts';

/** The error log: texts are compared with the code table, and only the word for them is kept. */
export const errors: LogFormat = {
  name: 'error',
  start: (findings, codes) => ({
    take(line) {
      if (!/\bERROR\b/.test(line)) return;
      findings.error(codes.errors.find(({ words }) => line.includes(words))?.code ?? other);
    },
    context: () => emptyContext,
  }),
};
