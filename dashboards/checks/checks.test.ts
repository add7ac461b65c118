import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderedBoards } from './board-set.ts';
import { faultsOf } from './index.ts';

test('the boards have no fault that a check knows', () => {
  const boards = renderedBoards();

  assert.ok(boards.length >= 4, 'looked at boards in both languages');
  assert.deepEqual(faultsOf(boards), []);
});
