import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boardPath, isKiosk, pathInside, placeOf } from './place.ts';

describe('an address', () => {
  for (const { path, uid } of [
    { path: '/', uid: 'yibao-wallboard' },
    { path: '/d/yibao-hospital', uid: 'yibao-hospital' },
    { path: '/d/yibao-hospital/', uid: 'yibao-hospital' },
    { path: '/d/yibao-hospital/some-slug', uid: 'yibao-hospital' },
  ]) {
    test(`${path} leads to ${uid}`, () => {
      assert.deepEqual(placeOf(path), { page: 'board', uid });
    });
  }

  for (const path of ['/d/', '/d/../secret', '/d/A', '/d/a/b/c', '/explore', '/d/%2e%2e']) {
    test(`${path} leads nowhere`, () => {
      assert.deepEqual(placeOf(path), { page: 'unknown', path });
    });
  }

  test('asks for the wall by kiosk, with or without a value', () => {
    assert.ok(isKiosk('?kiosk'));
    assert.ok(isKiosk('?from=now-1h&kiosk=1'));
    assert.ok(!isKiosk('?from=now-1h'));
  });

  test('of another board keeps the time and drops the variables', () => {
    assert.equal(
      boardPath('yibao-wallboard', '?from=now-1h&to=now&var-hospital=99010001&kiosk'),
      '/d/yibao-wallboard?from=now-1h&to=now',
    );
    assert.equal(boardPath('yibao-wallboard', ''), '/d/yibao-wallboard');
  });
});

describe('a click on a link', () => {
  const click = { origin: 'http://127.0.0.1:8440', target: '', hasModifier: false };

  for (const { name, change, path } of [
    {
      name: 'to a board stays in the page',
      change: { href: '/d/yibao-hospital?var-hospital=99010001' },
      path: '/d/yibao-hospital?var-hospital=99010001',
    },
    {
      name: 'to a board by its whole address stays in the page',
      change: { href: 'http://127.0.0.1:8440/d/yibao-hospital' },
      path: '/d/yibao-hospital',
    },
    {
      name: 'with a modifier opens a new tab',
      change: { href: '/d/yibao-hospital', hasModifier: true },
      path: undefined,
    },
    {
      name: 'that asks for a new tab gets it',
      change: { href: '/d/yibao-hospital', target: '_blank' },
      path: undefined,
    },
    {
      name: 'to another host leaves the page',
      change: { href: 'http://127.0.0.1:8025/d/yibao-hospital' },
      path: undefined,
    },
    { name: 'to a file is left to the browser', change: { href: '/a.csv' }, path: undefined },
    { name: 'of a broken address does nothing', change: { href: 'http://[' }, path: undefined },
  ]) {
    test(name, () => {
      assert.equal(pathInside({ ...click, ...change }), path);
    });
  }
});
