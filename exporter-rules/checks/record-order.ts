import type { RuleGroup } from '../rule.ts';
import { type Check, nameOf, type Problem, recordsOf } from './check.ts';

export const recordOrder: Check = {
  id: 'record-order',
  refuses: 'A recorded series that is read before it is defined, or that nobody reads.',
  check(book) {
    return [...readTooEarly(book.groups), ...unread(book)];
  },
};

/** Rules of a group see the values of this evaluation only of those above them; a cycle is always early. */
function readTooEarly(groups: readonly RuleGroup[]): readonly Problem[] {
  const defined = new Set<string>();
  const all = new Set(recordsOf({ groups } as Parameters<typeof recordsOf>[0]).map(nameOf));
  const problems: Problem[] = [];
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    for (const { name } of rule.expr.reads) {
      if (!all.has(name) || defined.has(name)) continue;
      problems.push({
        rule: nameOf(rule),
        message: `expected ${name} to be defined above its reader`,
      });
    }
    if ('name' in rule) defined.add(rule.name);
  }
  return problems;
}

function unread(book: Parameters<Check['check']>[0]): readonly Problem[] {
  const rules = book.groups.flatMap((group) => group.rules);
  const read = new Set(rules.flatMap(({ expr }) => [...expr.reads].map(({ name }) => name)));
  const published = new Set(book.published.map(({ name }) => name));
  return recordsOf(book)
    .filter(({ name }) => !read.has(name) && !published.has(name))
    .map(({ name }) => ({
      rule: name,
      message: 'expected a reader, or a place on the published list',
    }));
}
