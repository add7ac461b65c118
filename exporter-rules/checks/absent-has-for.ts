import { parseDuration } from '../../lib/duration.ts';
import { timing } from '../config.ts';
import { findAll, parseQuery } from '../query-tree.ts';
import type { AlertRule } from '../rule.ts';
import { alertsOf, type Check, nameOf } from './check.ts';

const twoScrapes = 2 * parseDuration(timing.scrapeInterval);

export const absentHasFor: Check = {
  id: 'absent-has-for',
  refuses: '`absent` without two scrapes of `for`: it would fire after each restart of Prometheus.',
  check(book) {
    return alertsOf(book)
      .filter((rule) => asksForAbsence(rule) && parseDuration(rule.for ?? '0s') < twoScrapes)
      .map((rule) => ({
        rule: nameOf(rule),
        message: `expected \`for\` of two scrapes at least, got ${rule.for ?? 'none'}`,
      }));
  },
};

function asksForAbsence({ expr }: AlertRule): boolean {
  return findAll(parseQuery(expr.text), 'FunctionIdentifier').some(({ text }) =>
    text.startsWith('absent'),
  );
}
