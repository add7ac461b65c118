import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { RequestError } from '../request.ts';
import { inject, smallCity } from '../test-support.ts';
import { faults } from './index.ts';

test('every fault of the folder is in the list, under the name of its file', () => {
  const helpers = new Set([
    'index.ts',
    'fault.ts',
    'aim.ts',
    'expectation.ts',
    'server-condition.ts',
  ]);
  const files = readdirSync(import.meta.dirname)
    .filter((file) => !helpers.has(file) && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

  assert.deepEqual(faults.map(({ kind }) => kind).toSorted(), files.toSorted());
});

describe('aims', () => {
  for (const [kind, request, expected] of [
    [
      'line-cut',
      { hospital: '05110002' },
      /hospital: expected one of 99010001 示例朝阳一院.*, got/,
    ],
    ['line-cut', { district: '110199' }, /district: expected one of 110105 朝阳区.*got 110199/],
    ['server-down', { server: 'x' }, /server: expected one of 99010001-a.*got x/],
    ['disk-fill', { server: '99040002-a', in: 'soon' }, /in: expected a duration such as 90s/],
    ['disk-fill', { server: '99040002-a', when: 'now' }, /when/],
  ] as const) {
    test(`${kind} ${JSON.stringify(request)} is refused with what was expected`, () => {
      assert.throws(
        () => inject(smallCity(), kind, request),
        (error) => error instanceof RequestError && expected.test(error.message),
      );
    });
  }
});
