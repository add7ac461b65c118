import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAccepted, licenseText, packageFolder } from './licenses.ts';

for (const { module, folder } of [
  { module: '/a/node_modules/react/index.js', folder: '/a/node_modules/react' },
  { module: '/a/node_modules/@grafana/ui/dist/x.mjs', folder: '/a/node_modules/@grafana/ui' },
  {
    module: '/a/node_modules/x/node_modules/y/z.js',
    folder: '/a/node_modules/x/node_modules/y',
  },
  { module: '/a/console/src/main.tsx', folder: undefined },
]) {
  test(`${module} belongs to ${folder}`, () => {
    assert.equal(packageFolder(module), folder);
  });
}

for (const { license, accepted } of [
  { license: 'MIT', accepted: true },
  { license: '(MPL-2.0 OR Apache-2.0)', accepted: true },
  { license: 'MIT AND BSD-3-Clause', accepted: true },
  { license: 'MIT AND GPL-3.0', accepted: false },
  { license: 'AGPL-3.0-only', accepted: false },
  { license: 'not told', accepted: false },
]) {
  test(`${license} is ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(isAccepted(license), accepted);
  });
}

test('licenses stand in alphabetic order with name, version and text', () => {
  const b = { name: 'b', version: '1.0.0', license: 'MIT', text: 'Permission…\n' };

  const text = licenseText([b, { ...b, name: 'a' }]);

  assert.match(text, /^a 1\.0\.0 \(MIT\)\n\nPermission…\n\n-{80}\n\nb 1\.0\.0/);
});
