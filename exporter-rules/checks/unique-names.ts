import { type Check, nameOf } from './check.ts';

export const uniqueNames: Check = {
  id: 'unique-names',
  refuses: 'A recorded series, or an alert of one severity, that is defined twice.',
  check({ groups }) {
    const counts = Map.groupBy(
      groups.flatMap(({ rules }) => rules.map(nameOf)),
      (name) => name,
    );
    return [...counts]
      .filter(([, names]) => names.length > 1)
      .map(([rule, names]) => ({ rule, message: `expected once, got ${names.length} times` }));
  },
};
