import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { faults } from './index.ts';

test('every fault of the folder is in the list, under the name of its file', () => {
  const helpers = new Set(['index.ts', 'fault.ts', 'aim.ts', 'desk.ts']);
  const files = readdirSync(import.meta.dirname)
    .filter((file) => !helpers.has(file) && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

  assert.deepEqual(faults.map(({ kind }) => kind).toSorted(), files.toSorted());
});

test('every row of the failure catalogue that an application can show has a fault', () => {
  const shown = new Set(faults.flatMap(({ rows }) => rows));
  // 17 is hardware and 30 is the monitoring itself: no settlement application can have them.
  const expected = Array.from({ length: 31 }, (_, at) => at + 1).filter(
    (row) => row !== 17 && row !== 30,
  );

  assert.deepEqual(
    [...shown].toSorted((a, b) => a - b),
    expected,
  );
});
