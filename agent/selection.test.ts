import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything, parseSelection, SelectionError } from './selection.ts';

const known = new Set(['cpu', 'stat', 'time']);
const chosen = (query: string) =>
  [...known].filter((name) => parseSelection(query, known).includes(name));

test('without filters everything is asked for', () => {
  assert.equal(parseSelection('', known), everything);
  assert.deepEqual(chosen('other=1'), ['cpu', 'stat', 'time']);
});

test('collect[] names what is wanted, plain or percent-encoded, in any order', () => {
  assert.deepEqual(chosen('collect[]=time&collect%5B%5D=cpu'), ['cpu', 'time']);
  assert.equal(
    parseSelection('collect[]=time&collect[]=cpu', known).key,
    parseSelection('collect[]=cpu&collect[]=time&collect[]=cpu', known).key,
  );
});

test('exclude[] names what is not wanted', () => {
  assert.deepEqual(chosen('exclude[]=stat'), ['cpu', 'time']);
});

test('both filters together and unknown names are mistakes', () => {
  assert.throws(() => parseSelection('collect[]=cpu&exclude[]=stat', known), SelectionError);
  assert.throws(() => parseSelection('collect[]=nfs', known), /no such collector is on: nfs/);
});
