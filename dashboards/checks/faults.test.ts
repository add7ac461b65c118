import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderedBoards } from './board-set.ts';
import { faults } from './faults.ts';
import { checks } from './index.ts';
import { withFault } from './planting.ts';

describe('planted faults', () => {
  const clean = renderedBoards();

  for (const fault of faults) {
    test(`${fault.check} catches: ${fault.name}`, () => {
      const check = checks.find(({ id }) => id === fault.check);
      const broken = withFault(clean, fault);

      const found = broken.flatMap((file) => [...(check?.check(file, broken) ?? [])]);

      assert.notDeepEqual(found, []);
    });
  }

  test('every check has a fault that proves it', () => {
    const proven = new Set(faults.map(({ check }) => check));

    assert.deepEqual(
      checks.map(({ id }) => id).filter((id) => !proven.has(id)),
      [],
    );
  });

  test('a fault that finds nothing to break is refused', () => {
    const lost = { name: 'lost', check: 'ids', board: 'yibao-wallboard' } as const;

    assert.throws(
      () => withFault(clean, { ...lost, plant: (board) => board.panel(999).set('id', 1) }),
      /lost \/ panel of id 999: expected an object or a list, got undefined/,
    );
  });
});
