import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cityCell, districts } from './districts.ts';

test('the map has the 16 districts of the city, each once', () => {
  assert.equal(districts.length, 16);
  assert.equal(new Set(districts.map(({ adcode }) => adcode)).size, 16);
  assert.equal(new Set(districts.map(({ name }) => name.zh)).size, 16);
});

test('every district and the city have a cell of 5 by 5 of their own', () => {
  const cells = [cityCell, ...districts].map(({ column, row }) => `${column},${row}`);

  assert.equal(new Set(cells).size, 17);
  for (const cell of cells) assert.match(cell, /^[0-4],[0-4]$/);
});

test('neighbors on the map are neighbors in the city', () => {
  const of = (zh: string) => districts.find(({ name }) => name.zh === zh)!;

  assert.ok(of('海淀').row === of('朝阳').row && of('海淀').column < of('朝阳').column);
  assert.ok(of('延庆').row < of('昌平').row && of('昌平').row < of('海淀').row);
  assert.ok(of('西城').column + 1 === of('东城').column && of('西城').row === of('东城').row);
});
