import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Account, accountFaults, scopeOf } from './account.ts';

const wang: Account = {
  login: 'wang.li',
  name: '王力',
  role: 'operator',
  districts: ['110105'],
  hospital: null,
};

test('an operator sees the districts, a hospital viewer the hospital, all others the city', () => {
  const viewer: Account = { ...wang, role: 'hospital_viewer', districts: [], hospital: '05110002' };

  assert.deepEqual(scopeOf(wang), { kind: 'districts', districts: ['110105'] });
  assert.deepEqual(scopeOf(viewer), { kind: 'hospital', hospital: '05110002' });
  assert.deepEqual(scopeOf({ ...wang, role: 'viewer', districts: [] }), { kind: 'city' });
});

for (const [what, change, fault] of [
  ['a login with capitals', { login: 'Wang' }, /^login/],
  ['an empty name', { name: ' ' }, /^name/],
  ['an operator of nothing', { districts: [] }, /an operator needs one/],
  ['an administrator with districts', { role: 'audit_admin' }, /none for audit_admin/],
  ['a hospital for an operator', { hospital: '05110002' }, /^hospital/],
  ['a hospital viewer of none', { role: 'hospital_viewer', districts: [] }, /^hospital/],
] as const) {
  test(`${what} is refused`, () => {
    assert.match(accountFaults({ ...wang, ...change }).join('\n'), fault);
  });
}

test('a sound account has no fault', () => {
  assert.deepEqual(accountFaults(wang), []);
});
