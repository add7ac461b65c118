import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { renderedBoards } from './board-set.ts';
import { checks, faultsOf } from './index.ts';

/** Files of this folder that are no checks. */
const others = [
  ...['board-json', 'board-set', 'check', 'faults', 'grafana-facts', 'index', 'live'],
  ...['panel-types', 'planting', 'promql-tree', 'schema-files'],
];

test('the boards have no fault that a check knows', () => {
  const boards = renderedBoards();

  assert.ok(boards.length >= 4, 'looked at boards in both languages');
  assert.deepEqual(faultsOf(boards), []);
});

test('a fault is told with its check, language and board', () => {
  const [first] = renderedBoards();
  const broken = { ...first!, board: { ...first!.board, editable: true } };

  const [fault] = faultsOf([broken]);

  assert.equal(
    fault,
    'portable: zh-Hans/yibao-wallboard: people could edit it, and lose that at the next start',
  );
});

test('every check file is on the list, under the name of its file', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => !others.includes(name));

  assert.deepEqual(checks.map(({ id }) => id).sort(), files.sort());
});
