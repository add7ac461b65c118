import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wallZoom } from './wall-zoom.ts';

for (const { screen, width, height, zoom } of [
  { screen: 'the designed screen', width: 1920, height: 1080, zoom: 1 },
  { screen: 'a screen of 4K', width: 3840, height: 2160, zoom: 2 },
  { screen: 'a small laptop', width: 1366, height: 768, zoom: 0.711 },
  { screen: 'a taller screen', width: 1920, height: 1200, zoom: 1 },
  { screen: 'a window that lacks some pixels', width: 1910, height: 1050, zoom: 1 },
  { screen: 'an upright screen', width: 1080, height: 1920, zoom: 0.563 },
]) {
  test(`${screen} draws the wall ${zoom} times as large`, () => {
    assert.equal(wallZoom({ width, height }), zoom);
  });
}
