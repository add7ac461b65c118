import { isMetric } from '../series-labels.ts';
import { alertsOf, type Check, recordsOf } from './check.ts';

/** Headings of a runbook: Chinese for the hospital's staff, English for whoever repairs. */
export const runbookHeadings = [
  '## 1 你看到什么',
  '## 2 什么还能用',
  '## 3 收费员步骤',
  '## 4 打给谁',
  '## 5 绝对不要做',
  '## 6 工程师远程步骤',
  '## 7 收尾检查',
  '## Meaning',
  '## Impact',
  '## Diagnosis',
  '## Mitigation',
  '## Who to call',
] as const;

const leastText = 10;

export const hasRunbook: Check = {
  id: 'has-runbook',
  refuses:
    'An alert without a complete runbook, a runbook without its alert or with a series that is not there.',
  check(book) {
    const alerts = new Set(alertsOf(book).map(({ alert }) => alert));
    const orphans = [...book.runbooks.keys()].filter((name) => !alerts.has(name));
    const recorded = new Set(recordsOf(book).map(({ name }) => name));
    return [
      ...[...alerts].flatMap((alert) =>
        problemsOf(book.runbooks.get(alert)).map((message) => ({ rule: alert, message })),
      ),
      ...[...book.runbooks].flatMap(([rule, text]) =>
        seriesIn(text)
          .filter((name) => !recorded.has(name) && !isMetric(name))
          .map((name) => ({ rule, message: `expected a known series, got ${name}` })),
      ),
      ...orphans.map((rule) => ({ rule, message: 'expected an alert of this name' })),
    ];
  },
};

function problemsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return ['expected a runbook in docs/runbooks'];
  const sections = new Map(
    text.split(/^(?=## )/m).map((section): [string, string] => {
      const [title = '', ...rest] = section.split('\n');
      return [title.trim(), rest.join('\n').trim()];
    }),
  );
  return runbookHeadings
    .filter((heading) => (sections.get(heading)?.length ?? 0) < leastText)
    .map((heading) => `expected a section ${JSON.stringify(heading)} with text`);
}

/** Series that a runbook tells an engineer to look at; a renamed one would be found out at night. */
function seriesIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:(?:yibao|node|probe)_\w+|[a-z_]+:\w+:\w+)\b/g)].map(
    ([name]) => name,
  );
}
