import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toYaml } from './yaml.ts';

test('the same value gives the same bytes, without aliases and folded lines', () => {
  const twice = { a: 1 };
  const long = 'word '.repeat(60).trim();

  const text = toYaml({ x: twice, y: twice, long, expr: 'a\n  / b\n' });

  assert.equal(text, `x:\n  a: 1\ny:\n  a: 1\nlong: ${long}\nexpr: |\n  a\n    / b\n`);
});
