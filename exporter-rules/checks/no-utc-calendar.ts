import { findAll, parseQuery } from '../query-tree.ts';
import { type Check, nameOf } from './check.ts';

const calendar = new Set([
  'hour',
  'minute',
  'day_of_week',
  'day_of_month',
  'day_of_year',
  'days_in_month',
  'month',
  'year',
]);

export const noUtcCalendar: Check = {
  id: 'no-utc-calendar',
  refuses:
    'hour(), month() and their like: they count in UTC and know no holidays. Ask the center’s calendar.',
  check({ groups }) {
    return groups.flatMap(({ rules }) =>
      rules.flatMap((rule) =>
        findAll(parseQuery(rule.expr.text), 'FunctionIdentifier')
          .filter(({ text }) => calendar.has(text))
          .map(({ text }) => ({
            rule: nameOf(rule),
            message: `expected a series of the calendar, got ${text}()`,
          })),
      ),
    );
  },
};
