import { parseDuration } from '../../lib/duration.ts';
import type { AlertRule } from '../rule.ts';
import { type Check, nameOf } from './check.ts';

export const hasFor: Check = {
  id: 'has-for',
  refuses:
    'An alert without `for` and without a reason, and a `for` that the evaluation cannot keep.',
  check({ groups }) {
    return groups.flatMap(({ rules, interval }) =>
      rules
        .filter((rule) => 'alert' in rule)
        .flatMap((rule) =>
          problemsOf(rule, interval).map((message) => ({ rule: nameOf(rule), message })),
        ),
    );
  },
};

function problemsOf(rule: AlertRule, interval: string): readonly string[] {
  const step = parseDuration(interval);
  return [...problemsOfFor(rule, step), ...problemsOfKeep(rule, step)];
}

function problemsOfFor(rule: AlertRule, step: number): readonly string[] {
  if (rule.for === undefined) {
    return rule.instant === undefined ? ['expected `for`, or `instant` with a reason'] : [];
  }
  if (rule.instant !== undefined) return ['expected `for` or `instant`, got both'];
  const wait = parseDuration(rule.for);
  if (wait < 2 * step) return [`expected \`for\` of two evaluations at least, got ${rule.for}`];
  // Prometheus fires at the first evaluation after `for`: a remainder would be waited for unseen.
  return wait % step === 0 ? [] : [`expected \`for\` in whole evaluations, got ${rule.for}`];
}

function problemsOfKeep({ keepFiringFor }: AlertRule, step: number): readonly string[] {
  if (keepFiringFor === undefined || parseDuration(keepFiringFor) >= 2 * step) return [];
  return [`expected \`keep\` of two evaluations at least, got ${keepFiringFor}`];
}
