import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookOf, exampleAlert } from './example-book.ts';
import { hasRunbook, runbookHeadings } from './has-runbook.ts';

const complete = runbookHeadings
  .map((heading) => `${heading}\n\nA sentence that helps.\n`)
  .join('\n');

function check(runbooks: Readonly<Record<string, string>>): readonly string[] {
  const book = bookOf([exampleAlert()], { runbooks: new Map(Object.entries(runbooks)) });
  return hasRunbook.check(book).map(({ rule, message }) => `${rule}: ${message}`);
}

test('an alert without a runbook is refused', () => {
  assert.deepEqual(check({}), ['Example: expected a runbook in docs/runbooks']);
});

test('a heading that is missing, and one without text, are refused', () => {
  const poor = complete
    .replace('## 5 绝对不要做', '## 5')
    .replace('## Impact\n\nA sentence that helps.', '## Impact\n');

  assert.deepEqual(check({ Example: poor }), [
    'Example: expected a section "## 5 绝对不要做" with text',
    'Example: expected a section "## Impact" with text',
  ]);
});

test('a runbook without its alert is refused', () => {
  assert.deepEqual(check({ Example: complete, Gone: complete }), [
    'Gone: expected an alert of this name',
  ]);
});

test('a series that a runbook names and nobody exports is refused', () => {
  const text = `${complete}\n\`yibao_component_up == 0 and yibao_unheard > server:unheard:bool\``;

  assert.deepEqual(check({ Example: text }), [
    'Example: expected a known series, got yibao_unheard',
    'Example: expected a known series, got server:unheard:bool',
  ]);
});
