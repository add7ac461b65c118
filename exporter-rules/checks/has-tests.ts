import { parse } from 'yaml';
import { z } from 'zod';
import type { AlertRule } from '../rule.ts';
import { alertsOf, type Check, nameOf } from './check.ts';

const UnitTests = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z
        .array(
          z.object({
            alertname: z.string(),
            exp_alerts: z
              .array(z.object({ exp_labels: z.record(z.string(), z.string()) }))
              .default([]),
          }),
        )
        .default([]),
    }),
  ),
});

export const hasTests: Check = {
  id: 'has-tests',
  refuses: 'An alert without a unit test in which it fires, and one in which it is silent.',
  check(book) {
    return alertsOf(book).flatMap((rule) =>
      problemsOf(rule, book.tests.get(rule.alert)).map((message) => ({
        rule: nameOf(rule),
        message,
      })),
    );
  },
};

function problemsOf(
  { alert, labels, instant }: AlertRule,
  text: string | undefined,
): readonly string[] {
  if (text === undefined) return [`expected exporter-rules/tests/${alert}.yml`];
  const { tests } = UnitTests.parse(parse(text));
  const cases = tests
    .flatMap((test) => test.alert_rule_test)
    .filter(({ alertname }) => alertname === alert);
  const fires = cases.some(({ exp_alerts }) =>
    exp_alerts.some(({ exp_labels }) => exp_labels.severity === labels.severity),
  );
  const isSilent = cases.some(({ exp_alerts }) => exp_alerts.length === 0);
  return [
    ...(fires ? [] : ['expected a test in which it fires']),
    ...(isSilent || instant !== undefined ? [] : ['expected a test in which it is silent']),
  ];
}
