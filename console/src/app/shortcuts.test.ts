import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ShortcutReader, shortcuts } from './shortcuts.ts';

describe('shortcuts', () => {
  for (const { keys, action } of shortcuts) {
    test(`${keys.join(' ')} means ${action}`, () => {
      const reader = new ShortcutReader();

      const read = keys.map((key, i) => reader.read(key, i * 100));

      assert.equal(read.at(-1), action);
    });
  }

  test('the first of two keys is forgotten after a while', () => {
    const reader = new ShortcutReader();

    reader.read('g', 0);

    assert.equal(reader.read('w', 2000), undefined);
  });

  test('a key that follows in vain still counts by itself', () => {
    const reader = new ShortcutReader();

    reader.read('g', 0);

    assert.equal(reader.read('r', 100), 'refresh');
  });

  test('other keys do nothing', () => {
    assert.equal(new ShortcutReader().read('x', 0), undefined);
  });
});
