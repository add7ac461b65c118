import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadBusiness, loadNight } from './business.ts';
import { loadFleet } from './fleet-file.ts';

const broken = (name: string) => join(import.meta.dirname, 'testdata', name);

test('hospitals in a district that is not listed are refused', () => {
  assert.throws(
    () => loadFleet(broken('unknown-district.yml')),
    /hospitals\.110108: expected a district of the list above, got 110108/,
  );
});

test('all mistakes of a fleet are told at once, with their place', () => {
  assert.throws(
    () => loadFleet(broken('two-mistakes.yml')),
    /2 mistake.*evenShare.*groups\.0\.kind/s,
  );
});

test('an unknown fleet is answered with those there are', () => {
  assert.throws(() => loadFleet('huge'), /expected full or large or small or a path, got huge/);
});

test('business and night are read and in the form they need', () => {
  assert.equal(loadBusiness().curves.large.length, 24);
  assert.equal(loadNight().firstDownload, 30);
});
