import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutQuery } from './layout-query.ts';

test('lines are indented by the brackets around them', () => {
  const flat = 'max by (server) (\na\nor\n(\nb\n)\n)\nunless on () (c == 1)';

  assert.equal(
    layoutQuery(flat),
    'max by (server) (\n  a\n  or\n  (\n    b\n  )\n)\nunless on () (c == 1)',
  );
});

test('a bracket inside a string is text', () => {
  assert.equal(layoutQuery('a{path="(("}\nor\nb'), 'a{path="(("}\nor\nb');
});
